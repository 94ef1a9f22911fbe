package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proving commands that look at sectors, most of them through the manager. */
class ProvingSectorsTest extends WithProvingShell {
  @Test
  void listsFaultsWithTheDaysThatAreLeft() {
    assertThat(proving.run("faults").out())
        .isEqualTo("Miner: f01000\ndeadline  partition  sectors  expiration(days)\n");
    proving.devnet.advanceTo(0, 60);

    List<String> lines = proving.run("faults").out().lines().toList();

    assertThat(lines.get(1)).isEqualTo("deadline  partition  sectors  expiration(days)");
    assertThat(lines.get(2)).matches("  0       0          1        [0-9]+[.][0-9]+");
    assertThat(lines.get(3)).startsWith("  0       0          2        ");
    assertThat(lines).hasSize(4);
  }

  @Test
  void countsWhatTheManagerFindsAsDamoclesDoes() throws IOException {
    proving.manager.answer("CheckProvable", "\"result\":{\"1\":\"gone\",\"2\":\"gone\"}");

    var run = proving.run("check", "0");

    assertThat(run.out())
        .isEqualTo(
            Recorded.output("damocles-cli-proving.txt", "sealer proving --miner f01001 check 0"));
    assertThat(run.code()).isZero();
    assertThat(proving.manager.calls().get(0))
        .matches(
            "CheckProvable \\[1000,10,\\[\\{\"SealProof\":5,\"SectorNumber\":1,\"SectorKey\":null,"
                + "\"SealedCID\":\\{\"/\":\"bagboea4b5abc[a-z2-7]+\"}},\\{.*\"SectorNumber\":2,.*}],"
                + "false,false]");
  }

  @Test
  void namesEachSectorWithItsReason() {
    proving.manager.answer("CheckProvable", "\"result\":{\"2\":\"stat object: no such file\"}");

    assertThat(proving.run("check", "--detail", "--slow", "0").out())
        .isEqualTo(
            """
            deadline  partition  sector  status
            0         0          1       good
            0         0          2       bad (stat object: no such file)
            """);
    assertThat(proving.run("check", "--detail", "--only-bad", "0").out())
        .isEqualTo(
            """
            deadline  partition  sector  status
            0         0          2       bad (stat object: no such file)
            """);
    assertThat(proving.manager.calls().get(0)).endsWith(",true,false]");
  }

  @Test
  void checksOnlyFaultySectorsWhereThatIsAsked() {
    assertThat(proving.run("check", "--faulty", "1").out())
        .isEqualTo("deadline  partition  good  bad\n");
    assertThat(proving.manager.calls()).isEmpty();
  }

  @Test
  void simulatesAPartitionWithTheChallengeOfAnEpoch() {
    proving
        .manager
        .answer("SimulateWdPoSt", "\"x\":1")
        .answer(
            "GetWindowPoStChanlleengeRand",
            "\"result\":{\"Epoch\":5,\"Rand\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"}");

    var run =
        proving.run("simulate-wdpost", "--ddl-idx", "1", "--partition-idx=0", "--challenge", "5");

    assertThat(run.out())
        .isEqualTo(
            "Simulate sectors [3 4] wdpost start, please retrieve `mock generate window post` from"
                + " the log to view execution info.\n");
    assertThat(proving.manager.calls().get(0))
        .matches("GetWindowPoStChanlleengeRand \\[\\[\\{\"/\":\"bafy[a-z2-7]+\"}],5,1000]");
    assertThat(proving.manager.calls().get(1))
        .startsWith("SimulateWdPoSt [1,0,\"f01000\",10,[{\"SealProof\":5,\"SectorNumber\":3,")
        .endsWith(",\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"]");
  }

  @Test
  void provesFaultySectorsOnlyWhereThatIsAsked() {
    proving.manager.answer("SimulateWdPoSt", "\"x\":1");
    proving.devnet.advanceTo(0, 60);

    proving.assertFails(
        1,
        "there is no sector to prove in that partition: 2 live, 2 of them faulty; see"
            + " --include-faulty",
        "simulate-wdpost",
        "--ddl-idx=0",
        "--partition-idx=0");
    assertThat(
            proving
                .run("simulate-wdpost", "--ddl-idx=0", "--partition-idx=0", "--include-faulty")
                .out())
        .startsWith("Simulate sectors [1 2] ");
  }

  @Test
  void showsSectorsAsGoIndentsThem() {
    proving.manager.answer(
        "ProvingSectorInfo", "\"result\":{\"OnChain\":{\"A\":[1,2],\"B\":[]},\"Private\":{}}");

    assertThat(proving.run("sector-info", "7", "18446744073709551615").out())
        .isEqualTo(
            """
            {
            \t"OnChain": {
            \t\t"A": [
            \t\t\t1,
            \t\t\t2
            \t\t],
            \t\t"B": []
            \t},
            \t"Private": {}
            }
            """
                .repeat(2));
    assertThat(proving.manager.calls())
        .containsExactly(
            "ProvingSectorInfo [{\"Miner\":1000,\"Number\":7}]",
            "ProvingSectorInfo [{\"Miner\":1000,\"Number\":18446744073709551615}]");
  }

  @Test
  void saysWhatIsNotThere() {
    proving.assertFails(
        1,
        "partition 1: deadline 1 of f01000 has 0 to 0",
        "simulate-wdpost",
        "--ddl-idx=1",
        "--partition-idx=1");
    proving.assertFails(
        1,
        "partition 0: deadline 9 of f01000 has none",
        "simulate-wdpost",
        "--ddl-idx=9",
        "--partition-idx=0");
    proving.assertFails(1, "deadline 48: the miner f01000 has 0 to 47", "check", "48");
    proving.assertFails(
        2, "sector: expected a whole number from 0, got \"-1\"", "sector-info", "1", "--", "-1");
    proving.manager.answer("ProvingSectorInfo", "\"error\":{\"code\":1,\"message\":\"not found\"}");
    assertThat(proving.run("sector-info", "1"))
        .extracting(CommandRun::code, CommandRun::err)
        .containsExactly(
            1,
            "2026-11-24T12:47:55.581Z\tWARN\tcmd\tinternal/run.go:51"
                + "\tget info of sector 1: not found\n");
    proving.manager.close();
    proving.assertFails(
        1,
        "check sectors: no manager answers at "
            + proving.manager.address()
            + ": Connection refused; is it running? util --listen says where",
        "check",
        "0");
  }

  @Test
  void warnsOfANodeThatIsBehind() {
    proving.shell.at("2036-11-24T12:47:55.581Z");

    assertThat(proving.run("deadlines"))
        .satisfies(run -> assertThat(run.code()).isZero())
        .extracting(CommandRun::err)
        .asString()
        .contains("\tWARN\t")
        .containsPattern("the node's head is [0-9]+ years .* old [(]height [0-9]+[)]: is it in");
  }
}
