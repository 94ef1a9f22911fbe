package io.damocles.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Makes the mishaps of a soak happen when their time has come, and ends what they stopped. */
final class Mishaps {
  private static final long STOP_MILLIS = SoakOptions.LEASE.toMillis() + 2_000;

  private final List<Mishap> left;
  private final SoakFleet fleet;
  private final Map<Mishap.Kind, Integer> counts = new EnumMap<>(Mishap.Kind.class);
  private final PriorityQueue<Stopped> stopped =
      new PriorityQueue<>((a, b) -> Long.compare(a.untilMillis(), b.untilMillis()));

  private record Stopped(long untilMillis, long pid) {}

  Mishaps(List<Mishap> schedule, SoakFleet fleet) {
    this.left = new ArrayList<>(schedule);
    this.fleet = fleet;
  }

  /** Does what is due so long after the begin. */
  void step(long nowMillis) throws IOException {
    while (!stopped.isEmpty() && stopped.peek().untilMillis() <= nowMillis) {
      Signal.send(stopped.remove().pid(), "CONT");
    }
    while (!left.isEmpty() && left.get(0).atMillis() <= nowMillis) {
      strike(left.remove(0), nowMillis);
    }
  }

  /** Nothing is stopped any more. */
  void end() {
    stopped.forEach(one -> Signal.send(one.pid(), "CONT"));
    stopped.clear();
  }

  /** How often each has happened. */
  Map<Mishap.Kind, Integer> counts() {
    return counts;
  }

  private void strike(Mishap mishap, long nowMillis) throws IOException {
    counts.merge(mishap.kind(), 1, Integer::sum);
    switch (mishap.kind()) {
      case LIGHT_KILLED -> fleet.light(mishap.target()).kill();
      case LIGHT_STOPPED ->
          fleet.light(mishap.target()).stop(TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS));
      case CHILD_KILLED -> fleet.child(mishap.target()).ifPresent(ProcessHandle::destroyForcibly);
      case CHILD_STOPPED ->
          fleet.child(mishap.target()).ifPresent(child -> stop(child.pid(), nowMillis));
      case WORKER_KILLED -> fleet.mortal(mishap.target()).killAndStartAgain();
      case WORKER_STOPPED -> stop(fleet.mortal(mishap.target()).handle().pid(), nowMillis);
      case MANAGER_KILLED -> fleet.killManager();
      case MANAGER_STOPPED -> stop(fleet.manager().pid(), nowMillis);
    }
  }

  private void stop(long pid, long nowMillis) {
    Signal.send(pid, "STOP");
    stopped.add(new Stopped(nowMillis + STOP_MILLIS, pid));
  }
}
