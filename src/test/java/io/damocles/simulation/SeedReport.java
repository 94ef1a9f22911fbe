package io.damocles.simulation;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * How a seed went.
 *
 * @param troubles how often each happened
 * @param partitions that were due
 * @param required those of them that could be proven in time whatever went wrong
 * @param missed those that were not on chain at their close
 * @param proofs that were accepted
 * @param millis how long it took
 * @param story empty if nobody asked for it
 */
record SeedReport(
    long seed,
    List<String> violations,
    Map<String, Integer> troubles,
    long partitions,
    long required,
    long missed,
    long proofs,
    long millis,
    String story) {
  private static final int LAST = 200;

  static SeedReport of(long seed) throws SQLException {
    try (Simulation simulation = new Simulation(seed, Shape.of(seed))) {
      return run(seed, simulation, false);
    }
  }

  /** With the poster's own log in its story. */
  static SeedReport told(long seed) throws SQLException {
    try (Simulation simulation = new Simulation(seed, Shape.of(seed));
        LogAppender log = new LogAppender(simulation.told())) {
      log.setName("seed " + seed);
      return run(seed, simulation, true);
    }
  }

  private static SeedReport run(long seed, Simulation simulation, boolean told) {
    long start = System.nanoTime();
    simulation.run();
    Expectations expected = simulation.expectations();
    return new SeedReport(
        seed,
        List.copyOf(simulation.violations()),
        Map.copyOf(simulation.troubles().counts()),
        expected.partitions(),
        expected.required(),
        expected.missed(),
        simulation.accepted(),
        (System.nanoTime() - start) / 1_000_000,
        told ? simulation.told().toString() : "");
  }

  /** The end of its story. */
  String lastEvents() {
    List<String> lines = story.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
  }

  String summary() {
    return "seed=%d partitions=%d required=%d missed=%d proofs=%d in %.1f s: %s"
        .formatted(seed, partitions, required, missed, proofs, millis / 1000.0, Shape.of(seed));
  }

  @Override
  public String toString() {
    return """
        %s
        troubles: %s
        violated:
          %s
        alone: mvn -B test -Dtest=SimulationTest -Dnative.skip=true -Dsimulation.seed=%d"""
        .formatted(summary(), troubles, String.join("\n  ", violations), seed);
  }
}
