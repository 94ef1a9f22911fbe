package io.damocles.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether daemons grow: each is measured once it is warm, and again at the end. */
final class Growth {
  private static final Duration LONG_WARM_UP = Duration.ofSeconds(60);

  private final Duration warmUp;
  private final Map<Long, Long> servesSince = new LinkedHashMap<>();
  private final Map<Long, ProcessSize> warm = new LinkedHashMap<>();

  Growth(Duration warmUp) {
    this.warmUp = warmUp;
  }

  /**
   * How much more is none: pools fill when they are first needed, and a killed client may not have
   * been missed yet.
   */
  record Allowance(long rssMiB, long heapKiB, long threads, long files) {
    /** A collector gives memory back as it likes; what is alive on the heap is sharper. */
    static final Allowance LONG = new Allowance(32, 4 << 10, 8, 16);

    /** The compiler still works, and classes are still loaded. */
    static final Allowance SHORT = new Allowance(96, 12 << 10, 16, 24);
  }

  /** A daemon's sizes. */
  record Row(String name, ProcessSize warm, ProcessSize end) {
    /** What has grown, in words; empty if nothing has. */
    List<String> grown(Allowance allowed) {
      List<String> grown = new ArrayList<>();
      more(grown, "MiB resident", warm.rssMiB(), end.rssMiB(), allowed.rssMiB());
      more(grown, "KiB of live heap", warm.heapKiB(), end.heapKiB(), allowed.heapKiB());
      more(grown, "threads", warm.threads(), end.threads(), allowed.threads());
      more(grown, "handles", warm.files(), end.files(), allowed.files());
      return grown;
    }

    private void more(List<String> grown, String what, long before, long after, long allowed) {
      if (after - before > allowed) {
        grown.add(
            "%s grew from %d to %d %s (%d more are allowed)"
                .formatted(name, before, after, what, allowed));
      }
    }
  }

  /** How much is allowed after so long a warm-up. */
  Allowance allowance() {
    return warmUp.compareTo(LONG_WARM_UP) < 0 ? Allowance.SHORT : Allowance.LONG;
  }

  /** Looks at the daemons; measures at the most one that is warm now. */
  void look(List<SoakFleet.Member> daemons) throws IOException {
    for (SoakFleet.Member daemon : daemons) {
      Long since = servesSince.get(daemon.pid());
      if (since == null && daemon.serves()) {
        servesSince.put(daemon.pid(), System.nanoTime());
      } else if (since != null && !warm.containsKey(daemon.pid()) && isOver(since, 1)) {
        warm.put(daemon.pid(), ProcessSize.of(daemon.pid()));
        return;
      }
    }
  }

  /** The daemons that have served for twice the warm-up. */
  List<Row> end(List<SoakFleet.Member> daemons) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (SoakFleet.Member daemon : daemons) {
      ProcessSize before = warm.get(daemon.pid());
      Long since = servesSince.get(daemon.pid());
      if (before != null && since != null && isOver(since, 2)) {
        rows.add(new Row(daemon.name(), before, ProcessSize.of(daemon.pid())));
      }
    }
    return rows;
  }

  private boolean isOver(long since, int warmUps) {
    return System.nanoTime() - since > warmUps * warmUp.toNanos();
  }
}
