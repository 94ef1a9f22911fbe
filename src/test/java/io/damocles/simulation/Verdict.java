package io.damocles.simulation;

import io.damocles.devnet.actor.CloseReport;
import io.damocles.job.sql.Sql;
import io.damocles.poster.Poster;
import io.damocles.poster.PosterView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be true of every seed. */
final class Verdict {
  private static final long MOST_EPOCHS_AFTER = 145;

  private final Shape shape;
  private final SimulatedChain chain;
  private final Troubles troubles;
  private final Expectations expectations;
  private final Ledger ledger;
  private final Connection connection;

  Verdict(
      Shape shape,
      SimulatedChain chain,
      Troubles troubles,
      Expectations expectations,
      Ledger ledger,
      Connection connection) {
    this.shape = shape;
    this.chain = chain;
    this.troubles = troubles;
    this.expectations = expectations;
    this.ledger = ledger;
    this.connection = connection;
  }

  /** What is true at the end of the last period. */
  void atTheEnd() {
    for (Tip tip = chain.head(); tip != null; tip = tip.parent()) {
      for (CloseReport report : chain.closes(tip)) {
        expectations.check(tip, report, ledger);
      }
    }
    expectations.checkRecovered(ledger);
    for (Letter letter : chain.letters()) {
      for (Letter.Landing landing : letter.landings) {
        if (landing.exit() != 0 && !isUnavoidable(letter, landing)) {
          ledger.violate(
              "%s refused at %d, arrived at %d: %s"
                  .formatted(letter.uid(), landing.tip().height(), letter.arrived, landing.text()));
        }
      }
    }
    ledger.needless().forEach(this::checkNeedless);
    ledger.ofPartitions().forEach(this::checkOnce);
  }

  /**
   * Somebody else's proof of the same partition was executed between sending and execution, or the
   * network took longer than one epoch and the window closed meanwhile.
   */
  private boolean isUnavoidable(Letter letter, Letter.Landing landing) {
    long executed = SimulatedChain.millis(landing.tip().height());
    boolean isLate = landing.tip().height() > letter.arrived + 1;
    return letter.uid().startsWith("stranger")
        || (isLate && landing.text().contains("invalid deadline"))
        || (landing.text().contains("already proven")
            && troubles.had(Weather.STRANGER, SimulatedChain.millis(letter.arrived - 3), executed));
  }

  /** A database that refuses heartbeats costs attempts. */
  private void checkNeedless(Ledger.Entry job, int times) {
    if (!had(job, "database refuses") && !had(job, "clock wrong")) {
      ledger.violate("%s was proven in vain %d times".formatted(job, times));
    }
  }

  /** A partition has one job, unless its sectors or its challenge changed. */
  private void checkOnce(String partition, List<Ledger.Entry> made) {
    Ledger.Entry any = made.get(0);
    if (made.size() > 1 && !had(any, "randomness changed") && !had(any, "operator removes")) {
      ledger.violate("%s was proven by %d jobs: %s".formatted(partition, made.size(), made));
    }
  }

  private boolean had(Ledger.Entry job, String trouble) {
    long begin = job.open - shape.rules().lookback();
    long end = job.open + shape.rules().window();
    return troubles.had(trouble, SimulatedChain.millis(begin), SimulatedChain.millis(end));
  }

  /** A deadline is followed from its challenge until its messages are final, or can never be. */
  void runs(@Nullable Poster poster) {
    long longest = shape.rules().lookback() + shape.rules().window() + MOST_EPOCHS_AFTER;
    long most = longest / shape.rules().window() + 1;
    int runs = poster == null ? 0 : PosterView.mostRuns(poster);
    if (runs > most) {
      ledger.violate("%d deadlines are followed, expected %d at most".formatted(runs, most));
    }
  }

  /** Without miners no timer is left but the job table's own. */
  void timers(Life life) {
    if (life.timers() > Sweeping.ALARMS) {
      ledger.violate(life.timers() + " timers are left, expected " + Sweeping.ALARMS);
    }
  }

  /** A day later the tables are empty. */
  void dayAfter() {
    Sql sql = new Sql(connection);
    for (String table : SimulatedManager.TABLES) {
      try {
        int rows = sql.first("SELECT COUNT(*) FROM " + table, row -> row.getInt(1)).orElse(0);
        if (rows > 0) {
          ledger.violate(rows + " rows are left in " + table + " a day later");
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
