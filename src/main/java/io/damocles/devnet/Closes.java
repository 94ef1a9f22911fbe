package io.damocles.devnet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.HeadChange;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.devnet.chain.DevnetChain;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at each close who proved what, and counts; what a reorganisation takes back is counted back.
 * On the chain's thread only.
 */
final class Closes {
  private static final Logger log = LoggerFactory.getLogger(Closes.class);

  private final DevnetChain chain;
  private long closed;
  private long proved;
  private long missed;

  Closes(DevnetChain chain) {
    this.chain = chain;
    chain.addListener(this::changed);
  }

  /** Since the start: deadlines that had something to prove, their partitions. */
  record Totals(
      @JsonProperty("Deadlines") long deadlines,
      @JsonProperty("Proved") long proved,
      @JsonProperty("Missed") long missed) {}

  Totals totals() {
    return new Totals(closed, proved, missed);
  }

  private void changed(List<HeadChange> changes) {
    for (HeadChange change : changes) {
      boolean applied = change.type().equals("apply");
      for (CloseReport report : chain.closes(change.val().key())) {
        count(report, applied ? 1 : -1);
        if (applied) {
          say(report);
        }
      }
    }
  }

  private void count(CloseReport report, int sign) {
    closed += sign;
    proved += sign * report.proved().count();
    missed += sign * report.missed().count();
  }

  private static void say(CloseReport report) {
    log.info(
        "deadline={} miner=f0{} proved={} missed={} skipped={} faulty={} epoch={}",
        report.deadline(),
        Long.toUnsignedString(report.miner()),
        report.proved().count(),
        report.missed().count(),
        report.skipped().count(),
        report.lost().count() + report.faulty().count(),
        report.epoch());
  }
}
