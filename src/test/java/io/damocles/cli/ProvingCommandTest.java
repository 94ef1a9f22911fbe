package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The proving commands that only read, on a chain of mainnet's shape. */
class ProvingCommandTest extends WithProvingShell {
  private static final String RECORDING = "damocles-cli-proving.txt";

  @Test
  void listsDeadlinesAsDamoclesDoes() throws IOException {
    proving.devnet.advanceTo(0, 1);
    proving.devnet.advanceTo(1, 5);

    var run = proving.run("deadlines");

    assertThat(timeless(run.out()))
        .isEqualTo(timeless(Recorded.output(RECORDING, "sealer proving --miner f01001 deadlines")));
    assertThat(run.code()).isZero();
  }

  @Test
  void showsADeadlineAsDamoclesDoes() throws IOException {
    proving.devnet.advanceTo(0, 1);
    proving.devnet.advanceTo(1, 5);

    assertThat(timeless(proving.run("deadline", "0").out()))
        .isEqualTo(
            timeless(Recorded.output(RECORDING, "sealer proving --miner f01001 deadline 0")));
    assertThat(proving.run("deadline", "0", "--sector-nums", "-b").out())
        .contains(
            "\tFaulty Sectors:            2 (bitfield - runs 1+1=2 - 1 0s 2 1s - 0 inv - 2 B 2B)\n"
                + "\tFaulty Sector Numbers:      [1 2]\n"
                + "\tRecovering Sectors:        0 (bitfield - runs 0+0=0 - 0 0s 0 1s - 0 inv - 1 B"
                + " 1B)\n"
                + "\tRecovering Sector Numbers:  []\n");
  }

  @Test
  void opensDeadlinesHalfAnHourApartAndTellsTheLocalTime() {
    List<String> utc = opens(proving.run("deadlines").out());
    proving.shell.in("Asia/Shanghai");
    List<String> shanghai = opens(proving.run("deadlines").out());

    assertThat(seconds(utc.get(1)) - seconds(utc.get(0))).isIn(1800L, 1800L - 86_400);
    assertThat(seconds(shanghai.get(0)) - seconds(utc.get(0))).isIn(28_800L, 28_800L - 86_400);
  }

  @Test
  void saysWhereTheProvingPeriodStandsAndWhatComesNext() {
    proving.devnet.advanceTo(0, 1);
    long open = proving.devnet.advanceTo(1, 1) - 1;

    assertThat(
            proving.run("info").out().lines().map(line -> line.replaceAll("-?[0-9]+ \\(", "E (")))
        .containsExactly(
            "Sealer: f01000",
            "Current Epoch:           " + (open + 1),
            "Proving Period Boundary: " + (open - 60) % 2880,
            "Proving Period Start:    E (30 minutes 30 seconds ago)",
            "Next Period Start:       E (in 23 hours 29 minutes)",
            "",
            "Faults:      E (25.00%)",
            "Recovering:  0",
            "Deadline Index:       1",
            "Deadline Sectors:     2",
            "Deadline Open:        E (30 seconds ago)",
            "Deadline Close:       E (in 29 minutes 30 seconds)",
            "Deadline Challenge:   E (10 minutes 30 seconds ago)",
            "Deadline FaultCutoff: E (40 minutes ago)",
            "Deadline Proven:      0 of 1 partitions",
            "Next With Sectors:    deadline 2, opens E (in 29 minutes 30 seconds)");
  }

  @Test
  void looksForTheNextDeadlineWithSectorsOverTheEndOfThePeriod() {
    proving.devnet.advanceTo(3, 1);

    assertThat(proving.run("info").out())
        .endsWith("opens " + (proving.devnet.open(3) + 45 * 60) + " (in 22 hours 29 minutes)\n")
        .contains("Next With Sectors:    deadline 0,");
  }

  @Test
  void takesTheMinerAnywhereAndAsItsActorId() {
    var usual = proving.run("deadline", "0");

    assertThat(
            proving.shell.manager("util", "sealer", "proving", "deadline", "0", "--miner", "1000"))
        .isEqualTo(usual);
    assertThat(usual.code()).isZero();
  }

  @Test
  void saysWhichMinerAndWhichDeadlineThereIsNot() {
    proving.assertFails(1, "deadline 48: the miner f01000 has 0 to 47", "deadline", "48");
    proving.assertFails(
        1, "deadline 18446744073709551615: the miner", "deadline", "18446744073709551615");
    proving.assertFails(2, "deadline: expected a whole number from 0, got \"x\"", "deadline", "x");
    assertThat(proving.shell.manager("util", "sealer", "proving", "info"))
        .isEqualTo(failed(2, "which miner? give --miner f01000, or its actor id"));
    assertThat(proving.shell.manager("util", "sealer", "proving", "--miner", "x1", "info"))
        .isEqualTo(failed(2, "address \"x1\": too short"));
    assertThat(proving.shell.manager("util", "sealer", "proving", "--miner", "f099", "info").err())
        .contains("get proving deadline of f099: http://")
        .contains("failed to load miner actor: actor not found (code 1); is f099 a miner?");
  }

  @Test
  void saysThatNoNodeAnswersAndWhereItsAddressStands() {
    proving.shell.with(Map.of(ChainApi.VARIABLE, "http://127.0.0.1:1"));

    proving.assertFails(
        1,
        "get chain head: no node answers at 127.0.0.1:1: Connection refused; is the node running,"
            + " and its address right in the variable FULLNODE_API_INFO?",
        "deadlines");
  }

  private static CommandRun failed(int code, String message) {
    return new CommandRun(
        code, "", "2026-11-24T12:47:55.581Z\tERROR\tcmd\tinternal/run.go:51\t" + message + "\n");
  }

  private static List<String> opens(String table) {
    return table.lines().skip(2).map(line -> line.split(" +", 3)[1]).toList();
  }

  private static long seconds(String time) {
    return LocalTime.parse(time).toSecondOfDay();
  }

  private static String timeless(String text) {
    return text.replaceAll("[0-9]{2}:[0-9]{2}:[0-9]{2}", "hh:mm:ss").replace("f01001", "f01000");
  }
}
