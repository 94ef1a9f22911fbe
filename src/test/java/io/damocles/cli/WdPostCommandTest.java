package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WdPostCommandTest {
  private static final long CREATED = 1_795_524_471; // 2026-11-24 12:47:51 UTC

  private final FakeManager manager = new FakeManager();
  private final CommandRun.Shell shell = new CommandRun.Shell();
  @TempDir Path folder = Path.of("");

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "list --all", "list --all --detail"})
  void printsTheTableAsDamoclesDoes(String command) throws IOException {
    manager.answer("WdPoStAllJobs", jobs(recordedJobs()));

    var run = wdpost(command.split(" "));

    assertThat(run.out()).isEqualTo(Recorded.output("damocles-cli.txt", command));
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(manager.calls()).containsExactly("WdPoStAllJobs []");
  }

  @Test
  void printsOnlyTheHeaderOfAnEmptyTable() throws IOException {
    manager.answer("WdPoStAllJobs", jobs(List.of()));

    assertThat(wdpost("list", "--all").out())
        .isEqualTo(Recorded.output("damocles-cli-proving.txt", "worker wdpost list --all"));
  }

  @Test
  void tellsHowLongJobsRunAndWhoseTriesAreUsedUp() {
    manager.answer(
        "WdPoStAllJobs",
        jobs(
            List.of(
                job("3FgfEnvrub1", "running", 3, "[0,1]", 4698, "10.122.63.30", "", 1)
                    .replace("\"StartedAt\":0", "\"StartedAt\":1795524477")
                    .replace("\"HeartbeatAt\":0", "\"HeartbeatAt\":1795524874"),
                job("9fYoYm2gyyT", "finished", 2, "[0,1]", 4698, "10.122.63.31", "timeout", 2)
                    .replace("\"StartedAt\":0", "\"StartedAt\":1795524477")
                    .replace("\"FinishedAt\":0", "\"FinishedAt\":1795524510"))));

    assertThat(shell.at("2026-11-24T12:54:35.204Z").manager(args("list")).out())
        .isEqualTo(
            """
            JobID        MinerID  DDL  Partitions  Sectors  Worker        State    Try     CreateAt        Elapsed    Heartbeat  Error
            3FgfEnvrub1  1037     3    [0, 1]      4698     10.122.63.30  Running  1       11-24 12:47:51  6m38s      1.204s    \s
            9fYoYm2gyyT  1037     2    [0, 1]      4698     10.122.63.31  Failed   2(Max)  11-24 12:47:51  33s(done)  -          timeout
            """);
  }

  @Test
  void printsTimesOfTheOperatorsZone() {
    manager.answer("WdPoStAllJobs", jobs(List.of(job("a", "ready2run", 0, "[]", 1, "", "", 0))));

    assertThat(shell.in("Asia/Shanghai").manager(args("list")).out()).contains("11-24 20:47:51");
  }

  @Test
  void aClockThatIsAheadDoesNotShowNegativeSeconds() {
    manager.answer(
        "WdPoStAllJobs",
        jobs(
            List.of(
                job("a", "running", 0, "[0]", 1, "w", "", 1)
                    .replace("\"StartedAt\":0", "\"StartedAt\":1795524476")
                    .replace("\"HeartbeatAt\":0", "\"HeartbeatAt\":1795524476"))));

    assertThat(wdpost("list").out()).contains("  0s       -419ms  ");
  }

  @Test
  void showsActorIdsBeyondALongAndWideNames() {
    manager.answer(
        "WdPoStAllJobs",
        jobs(
            List.of(
                job("a", "odd", 0, "null", 1, "工作", "", 0)
                    .replace("1037", "18446744073709551615"))));

    assertThat(wdpost("list").out())
        .contains("a      18446744073709551615  0    []          1        工作      odd    0    ");
  }

  @Test
  void resetsEachJobAndSaysNothing() {
    manager.answer("WdPoStResetJob", "\"result\":null");

    var run = wdpost("reset", "a", "b");

    assertThat(run).isEqualTo(new CommandRun(0, "", ""));
    assertThat(manager.calls()).containsExactly("WdPoStResetJob [\"a\"]", "WdPoStResetJob [\"b\"]");
  }

  @Test
  void failsAsDamoclesDoesOnAJobThatIsNotThere() throws IOException {
    manager.answer(
        "WdPoStResetJob", "\"error\":{\"code\":1,\"message\":\"job 'nope' does not exist\"}");

    var run = wdpost("reset", "nope", "other");

    var recorded = Recorded.text("damocles-cli.txt").lines().filter(l -> l.startsWith("stderr: "));
    assertThat(run.err())
        .isEqualTo(recorded.collect(Collectors.joining()).substring("stderr: ".length()) + "\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(manager.calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"reset, Usage: damocles-manager util worker wdpost reset", "remove, Usage: damocles"})
  void printsHelpWithoutAJob(String command, String usage) {
    var run = wdpost(command);

    assertThat(run.out()).startsWith(usage);
    assertThat(run.code()).isZero();
  }

  @Test
  void removesJobsAlsoOfAManagerThatAnswersNoResult() {
    manager.answer("WdPoStRemoveJob", "\"extra\":{\"a\":[1,2]}");

    assertThat(wdpost("remove", "a")).isEqualTo(new CommandRun(0, "", ""));
  }

  @Test
  void removesAllOnlyIfReallyAsked() {
    manager
        .answer("WdPoStAllJobs", jobs(recordedJobs().subList(1, 3)))
        .answer("WdPoStRemoveJob", "\"result\":null");

    assertThat(wdpost("remove-all").out())
        .isEqualTo("Pass --really-do-it to actually execute this action\n");
    assertThat(manager.calls()).isEmpty();
    assertThat(wdpost("remove-all", "--really-do-it").out())
        .isEqualTo("wdpost job eDbpBdXoW1f removed\nwdpost job A6Zm5fWfwvV removed\n");
    assertThat(manager.calls())
        .endsWith("WdPoStRemoveJob [\"eDbpBdXoW1f\"]", "WdPoStRemoveJob [\"A6Zm5fWfwvV\"]");
  }

  @Test
  void createsTheJobsOfAFile() throws IOException {
    manager.answer("WdPoStCreateJob", "\"result\":\"5vz5mRAPBGq\"");
    var file = Files.writeString(folder.resolve("jobs"), "[{\"a\":18446744073709551615}, {}]");

    assertThat(wdpost("create", "-f", file.toString()).out())
        .isEqualTo("5vz5mRAPBGq\n5vz5mRAPBGq\n");
    assertThat(manager.calls())
        .containsExactly("WdPoStCreateJob [{\"a\":18446744073709551615}]", "WdPoStCreateJob [{}]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"a\": | :1: Unexpected end-of-input",
        "[1] | :1: expected one object {\"Input\": …}",
        "{} {} | :1: expected one object {\"Input\": …}",
        "`` | :1: expected one object {\"Input\": …}"
      })
  void namesAFileThatHoldsNoJobs(String text, String message) throws IOException {
    var file = Files.writeString(folder.resolve("jobs"), text);

    var run = wdpost("create", "-f", file.toString());

    assertThat(run.err()).contains("\tERROR\tcmd\t").contains(file + message);
    assertThat(run.code()).isEqualTo(1);
    assertThat(manager.calls()).isEmpty();
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThat(wdpost("create", "-f", "/no/such").err()).contains("\t/no/such: no such file\n");
  }

  @Test
  void saysWhichMethodTheManagerLacks() {
    var run = wdpost("list");

    assertThat(run.err())
        .endsWith(
            "\tget wdpost jobs: RPC error (-32601): (error code -32601)"
                + " method 'Venus.WdPoStAllJobs' not found\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void saysThatNoManagerAnswers() {
    manager.close();

    var run = wdpost("list");

    assertThat(run.err())
        .endsWith(
            "\tERROR\tcmd\tinternal/run.go:51\tget wdpost jobs: no manager answers at "
                + manager.address()
                + ": Connection refused; is it running? util --listen says where\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aWrongAddressIsWrongUsage() {
    var run = shell.manager("util", "--listen", "nowhere", "worker", "wdpost", "list");

    assertThat(run.err()).contains("--listen: \"nowhere\" is no address");
    assertThat(run.code()).isEqualTo(2);
  }

  private CommandRun wdpost(String... command) {
    return shell.manager(args(command));
  }

  private String[] args(String... command) {
    String[] args = new String[5 + command.length];
    String[] before = {"util", "--listen", manager.address(), "worker", "wdpost"};
    System.arraycopy(before, 0, args, 0, before.length);
    System.arraycopy(command, 0, args, before.length, command.length);
    return args;
  }

  private static String jobs(List<String> jobs) {
    return "\"result\":{\"Jobs\":[" + String.join(",", jobs) + "],\"MaxTry\":2}";
  }

  private static List<String> recordedJobs() {
    return List.of(
        job("XBwcGytPSjY", "ready2run", 2, "[0]", 3, "", "", 0),
        job("eDbpBdXoW1f", "ready2run", 0, "[0]", 3, "", "", 0),
        done(job("A6Zm5fWfwvV", "finished", 1, "[0]", 3, "10.122.63.30", "", 1)),
        done(
            job(
                "DDBgSexK6HA",
                "finished",
                4,
                "[0]",
                3,
                "10.122.63.31",
                "line one\\\\nline two",
                1)),
        done(job("UwUvf9U2wyQ", "finished", 3, "[0]", 3, "w-03", "", 1))
            .replace("\"Faults\":0", "\"Faults\":2"));
  }

  private static String done(String job) {
    return job.replaceAll(
        "\"(StartedAt|HeartbeatAt|FinishedAt|UpdatedAt)\":\\d+", "\"$1\":1795524473");
  }

  private static String job(
      String id,
      String state,
      int deadline,
      String partitions,
      int sectors,
      String worker,
      String error,
      int tries) {
    return """
        {"Id":"%s","State":"%s","DeadlineIdx":%d,"Partitions":%s,
         "Input":{"Sectors":null,"MinerId":1037,"ProofType":"","Seed":[0,0,0]},
         "Output":{"proofs":null,"faults":null},"TryNum":%d,"ErrorReason":"%s","WorkerName":"%s",
         "StartedAt":0,"HeartbeatAt":0,"FinishedAt":0,"CreatedAt":%d,"UpdatedAt":%d,
         "Sectors":%d,"Faults":0}
        """
        .formatted(
            id, state, deadline, partitions, tries, error, worker, CREATED, CREATED, sectors);
  }
}
