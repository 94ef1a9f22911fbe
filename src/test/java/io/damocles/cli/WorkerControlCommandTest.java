package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.damocles.worker.RecordingManager;
import io.damocles.worker.ScriptedProver;
import io.damocles.worker.TestJobs;
import io.damocles.worker.TestWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code damocles-worker worker …} and {@code util worker info|pause|resume}, against a worker. */
class WorkerControlCommandTest {
  private static final String THREAD =
      "[[sealing_thread]]\nplan = \"wdpost\"\nsealing.recover_interval = \"100ms\"\n";

  @TempDir Path folder;
  private final ScriptedProver prover = new ScriptedProver();
  private final CommandRun.Shell shell = new CommandRun.Shell().at("2026-11-24T12:48:03.345Z");
  private RecordingManager manager;
  private TestWorker worker;
  private String address;

  @BeforeEach
  void setUp() throws Exception {
    manager = new RecordingManager().beats();
    worker = TestWorker.create(folder, manager.address(), THREAD, prover);
    worker.start().await(5, TimeUnit.SECONDS);
    address = "127.0.0.1:" + worker.controlPort();
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    manager.close();
  }

  @Test
  void listsThreadsInDamoclesColumns() {
    assertThat(worker("list"))
        .isEqualTo(
            new CommandRun(
                0,
                """
                #   location  Plan    JobID  JobState  JobStage  ThreadState  LastErr
                0   -         wdpost  -      Empty     -         Idle         -
                """,
                ""));

    startJob();

    assertThat(worker("list").out())
        .matches(
            """
            #   location  Plan    JobID        JobState   JobStage  ThreadState           LastErr
            0   -         wdpost  PGz5aNKq7ns  Allocated  Generate  Running\\(\\d+s\\) scripted  -
            """);
  }

  @Test
  void pausesAndResumesAThreadAndSaysWhetherItWasTaken() {
    assertThat(worker("resume", "-i", "0").err()).endsWith("\t#0 worker resume done=false\n");
    assertThat(worker("pause", "--index", "0"))
        .isEqualTo(
            new CommandRun(
                0,
                "",
                "2026-11-24T12:48:03.345Z\tINFO\tcmd\tinternal/run.go:51\t#0 worker pause done=true\n"));
    assertThat(worker("list").out()).contains("  Paused(");
    assertThat(worker("resume", "--index", "0", "--state", "Empty").err()).endsWith("done=true\n");
    assertThat(worker("list").out()).doesNotContain("Paused");
  }

  @Test
  void namesAThreadThatIsNotThere() {
    var run = worker("pause", "-i", "7");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("\trpc WorkerPause: RPC error (-32602): worker #7 not found\n");
  }

  @Test
  void setsAndEndsDumpsByAllNamesOfTheCommand() {
    assertThat(worker("enable-dump", "--child-pid", "1", "--dump-dir", folder.toString()).code())
        .isZero();
    assertThat(worker("disable-dump", "--child-pid", "1").code()).isZero();
    assertThat(worker("enable_dump", "--child_pid", "1", "--dump_dir", folder.toString()).code())
        .isZero();
    assertThat(worker("disable_dump", "--child_pid", "1").code()).isZero();

    var run = worker("enable-dump", "--child-pid", "1", "--dump-dir", folder + "/none");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("'" + folder + "/none' is not a directory\n");
  }

  @Test
  void findsTheWorkerByItsFileOrTheEnvironment() throws Exception {
    var file =
        Files.writeString(
                folder.resolve("only-the-port.toml"),
                "[worker]\nrpc_server.port = " + worker.controlPort() + "\n")
            .toString();

    assertThat(shell.worker("worker", "-c", file, "list").code()).isZero();
    assertThat(shell.worker("worker", "-H", "127.0.0.1:1", "-c", file, "list").code()).isZero();
    shell.with(Map.of("DAMOCLES_WORKER_HOST", address));
    assertThat(shell.worker("worker", "list").code()).isZero();
    shell.with(Map.of("DAMOCLES_WORKER_CONFIG", file, "DAMOCLES_WORKER_HOST", "127.0.0.1:1"));
    assertThat(shell.worker("worker", "list").code()).isZero();
    shell.with(Map.of("DAMOCLES_WORKER_CONFIG", folder + "/none.toml"));
    assertThat(shell.worker("worker", "list").err()).contains("/none.toml: no such file");
    assertThat(worker("list").code()).isZero();
  }

  @Test
  void wrongUsageEndsWithTwoAndNoWorkerWithOne() {
    assertThat(shell.worker("worker", "-H", "nowhere", "list").code()).isEqualTo(2);
    assertThat(shell.worker("worker", "pause").code()).isEqualTo(2);
    assertThat(worker("pause", "-i", "-1").code()).isEqualTo(2);
    assertThat(worker("pause", "-i", "x").code()).isEqualTo(2);

    var run = shell.worker("worker", "-H", "127.0.0.1:1", "list");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("rpc WorkerList: no worker answers at 127.0.0.1:1");
  }

  @Test
  void theManagersCommandsReachTheWorkerWhereItsPingSaysItIs() {
    try (var known = new FakeManager()) {
      known.answer(
          "WorkerGetPingInfo",
          "\"result\":{\"Info\":{\"Name\":\"w1\",\"Dest\":\"" + address + "\"},\"LastPing\":1}");

      assertThat(util(known, "info", "w1").out())
          .isEqualTo(
              """
              Index  Loc  Plan    JobID  JobState  JobStage  ThreadState  LastErr
              0      -    wdpost  NULL   Empty     -         Idle         NULL
              """);
      assertThat(util(known, "pause", "w1", "0"))
          .isEqualTo(
              new CommandRun(
                  0,
                  "",
                  "2026-11-24T12:48:03.345Z\tINFO\tcmd\tinternal/run.go:51\tpause call done, ok ="
                      + " true\t{\"name\": \"w1\", \"dest\": \""
                      + address
                      + "\", \"index\": 0}\n"));
      assertThat(util(known, "resume", "w1", "0", "Empty").err())
          .endsWith(
              "resume call done, ok = true\t{\"name\": \"w1\", \"dest\": \""
                  + address
                  + "\", \"index\": 0, \"state\": \"Empty\"}\n");
      startJob();
      assertThat(util(known, "info", "w1").out())
          .matches("(?s).* PGz5aNKq7ns  Allocated  Generate  Running\\(\\d+s\\) scripted  NULL\n");
    }
  }

  @Test
  void theManagersCommandsTakeAnAddressForAName() {
    try (var unknowing = new FakeManager()) {
      unknowing.answer("WorkerGetPingInfo", "\"result\":null");

      assertThat(util(unknowing, "info", address).out()).contains("wdpost");
      assertThat(util(unknowing, "info", "no such worker").err())
          .endsWith(
              "resolve worker dest: no instance found, and unable to parse \"no such worker\" as"
                  + " address\n");
      assertThat(util(unknowing, "pause", address, "x").code()).isEqualTo(2);
      assertThat(util(unknowing, "pause", address, "9").err())
          .contains("rpc WorkerPause: RPC error (-32602): worker #9 not found");
    }
  }

  @Test
  void makesStoresAndSaysWhatIsNotNeeded() {
    var one = folder.resolve("a/b").toString();
    var two = folder.resolve("c").toString();

    assertThat(shell.worker("store", "file-init", "-l", one, two))
        .isEqualTo(new CommandRun(0, "", ""));

    assertThat(Path.of(one)).isDirectory();
    assertThat(Path.of(two)).isDirectory();
    assertThat(shell.worker("store", "file-init", "--loc", "/proc/none").code()).isEqualTo(1);
    for (String command : new String[] {"sealing-init", "hugepage-file-init"}) {
      var run = shell.worker("store", command, "-l", one, "--whatever", "5");
      assertThat(run.code()).isZero();
      assertThat(run.err()).contains("store " + command + " did nothing");
    }
  }

  private void startJob() {
    manager.offer(TestJobs.job("PGz5aNKq7ns", "s1"));
    await().until(() -> prover.running() == 1);
  }

  private CommandRun worker(String... command) {
    return shell.worker(arguments(new String[] {"worker", "--host", address}, command));
  }

  private CommandRun util(FakeManager known, String... command) {
    return shell.manager(
        arguments(new String[] {"util", "--listen", known.address(), "worker"}, command));
  }

  private static String[] arguments(String[] before, String... command) {
    var all = java.util.Arrays.copyOf(before, before.length + command.length);
    System.arraycopy(command, 0, all, before.length, command.length);
    return all;
  }
}
