package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.damocles.prover.ParameterStatus;
import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's process: exit codes, messages, signals, and what becomes of its children. */
class WorkerProcessIT {
  private static final String THREAD = "[[sealing_thread]]\nplan = \"wdpost\"\n";

  @TempDir Path folder;
  private final List<WorkerProcess> workers = new ArrayList<>();
  private RecordingManager manager;
  private int port;

  @BeforeEach
  void setUp() throws IOException {
    manager = new RecordingManager().longPolls().beats();
    port = TestWorker.freePort();
  }

  @AfterEach
  void tearDown() {
    workers.forEach(WorkerProcess::destroy);
    manager.close();
  }

  @Test
  void endsWithZeroOnASignalThoughTheManagerIsAway() throws Exception {
    manager.goAway();
    WorkerProcess worker = start(child("read -r line"));
    awaitLog(worker, "manager not reached");

    worker.signal("INT");

    assertThat(worker.exitCode()).isZero();
  }

  @Test
  void endsAtOnceOnASecondSignal() throws Exception {
    Path proving = folder.resolve("proving");
    Path config = config(child("read -r line; touch " + proving + "; sleep 600 & wait"));
    Files.writeString(
        config, Files.readString(config).replace("timeout = \"2s\"", "timeout = \"60s\""));
    WorkerProcess worker = track(WorkerProcess.start(config));
    manager.offer(TestJobs.job("j.1", "s1"));
    // A job that is only claimed is given back at the first signal, and the worker ends.
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(proving));
    worker.signal("TERM");
    awaitLog(worker, "stopping: limitSeconds=60 running=[j.1]");

    worker.signal("TERM");

    assertThat(worker.exitCode()).isEqualTo(1);
  }

  @Test
  void itsChildrenEndWithItAlsoWhenItIsKilled() throws Exception {
    WorkerProcess worker = start(WorkerProcess.ownChild());
    awaitLog(worker, "worker started");
    List<ProcessHandle> children = worker.handle().descendants().toList();
    assertThat(children).hasSize(1);

    worker.handle().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void isListedPausedAndToldToKeepALineByItsOwnCommands() throws Exception {
    Path go = folder.resolve("go");
    Path dumps = Files.createDirectory(folder.resolve("dumps"));
    WorkerProcess worker =
        start(
            child(
                "read -r line; while [ ! -e "
                    + go
                    + " ]; do sleep 0.1; done; echo '{\"id\":'; read -r line"));
    manager.offer(TestJobs.job("j.1", "s1"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> command("list").contains("Allocated  Generate  Running("));
    String pid = command("list").replaceAll("(?s).*ext\\(pid: (\\d+)\\).*", "$1");

    assertThat(command("pause", "-i", "0")).contains("#0 worker pause done=true");
    command("enable-dump", "--child-pid", pid, "--dump-dir", dumps.toString());
    Files.createFile(go);

    awaitLog(worker, "child's line cannot be read, it is kept");
    try (var kept = Files.list(dumps)) {
      assertThat(kept).singleElement().satisfies(file -> assertThat(file).hasContent("{\"id\":"));
    }
  }

  /** The output of {@code damocles-worker worker …} as a process of its own. */
  private String command(String... words) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(WorkerProcess.JAVA, "-cp", WorkerProcess.CLASS_PATH, WorkerProcess.MAIN));
    line.addAll(List.of("worker", "--host", "127.0.0.1:" + port));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void itsOwnChildPrefersTheNumaNode() throws Exception {
    WorkerProcess worker = start(WorkerProcess.ownChild() + "numa_preferred = 1023\n");
    awaitLog(worker, "worker started");

    assertThat(worker.logText()).containsOnlyOnce("numa_preferred has no effect").contains("1023");
  }

  @Test
  void aChildThatFloodsItsErrorsDelaysNoJob() throws Exception {
    String flood = "head -c 3000000 /dev/zero | tr '\\0' 'x' >&2\n";
    start(
        child(
            "while read -r line; do\n"
                + flood
                + "echo '{\"id\":1,\"output\":{\"proofs\":[],\"faults\":[1]}}'\n"
                + flood
                + "done\n"));

    manager.offer(
        RecordingManager.JSON.readTree(
            """
            {"Id":"j.1","Input":{"Sectors":[],"MinerId":1000,"ProofType":"StackedDrgWindow2KiBV1_2","Seed":[%s]}}
            """
                .formatted("0,".repeat(31) + "0")));

    await().atMost(Duration.ofSeconds(30)).until(() -> manager.calls("WdPoStFinishJob").size() > 0);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().get(1).get("faults").toString())
        .isEqualTo("[1]");
  }

  @Test
  void removesTheControlGroupsOfKilledChildrenAndOfAnEarlierRun() throws Exception {
    Path groups = Path.of("/sys/fs/cgroup/cpuset/vc-worker-it2");
    assumeTrue(Files.isWritable(groups.getParent()), "no cpuset hierarchy that we may write to");
    Path left = Files.createDirectories(groups.resolve("sub-window_post-99999999-0"));
    WorkerProcess worker =
        start(
            WorkerProcess.ownChild()
                + "cgroup.cpuset = \"0\"\ncgroup.group_name = \"vc-worker-it2\"\n");
    awaitLog(worker, "worker started");
    assertThat(left).doesNotExist();
    Path group = groups.resolve("sub-window_post-" + worker.handle().pid() + "-0");
    ProcessHandle child = worker.handle().descendants().findFirst().orElseThrow();
    assertThat(Files.readString(group.resolve("cgroup.procs"))).isEqualTo(child.pid() + "\n");

    child.destroyForcibly();
    awaitLog(worker, "control group removed: group=" + group);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> worker.logText().split("child ready", -1).length == 3);
    worker.signal("TERM");

    assertThat(worker.exitCode()).isZero();
    assertThat(group).doesNotExist();
    Files.deleteIfExists(groups);
  }

  @Test
  void namesAStoreThatIsMissing() throws Exception {
    assertFails(
        78,
        THREAD + "[[attached]]\nname = \"s2\"\nlocation = \"/no/such/folder\"\n",
        "/no/such/folder");
  }

  @Test
  void namesAStoreThatIsAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertFails(
        78, THREAD + "[[attached]]\nname = \"s2\"\nlocation = \"" + file + "\"\n", file.toString());
  }

  @Test
  void namesAStoreThatTheManagerDoesNotKnow() throws Exception {
    manager.on("Venus.StoreBasicInfo", params -> null);

    assertFails(78, child("read -r line"), "knows no store named s1");
  }

  @Test
  void namesAChildThatDoesNotStart() throws Exception {
    assertFails(
        1,
        THREAD + "[[processors.window_post]]\nbin = \"/no/such/program\"\n",
        "processors.window_post[0] (/no/such/program processor window_post)");
  }

  @Test
  void namesAPortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertFails(
          1,
          child("read -r line"),
          "worker.rpc_server: the address 127.0.0.1:" + port + " is in use");
    }
    assertThat(manager.calls("WdPoStAllocateJobs")).isEmpty();
  }

  @Test
  void namesALibraryThatIsMissing() throws Exception {
    Path config = TestWorker.config(folder, manager.address(), port, THREAD);
    Files.writeString(
        config,
        Files.readString(config)
            .replace("ping_interval", "library = \"/no/such/lib.so\"\nping_interval"));
    WorkerProcess worker = track(WorkerProcess.start(config));

    assertThat(worker.exitCode()).isEqualTo(78);
    assertThat(worker.logText()).contains("/no/such/lib.so");
  }

  @Test
  void namesParametersThatAreCutShort() throws Exception {
    ParameterStatus good;
    try (ProofFixture fixture = ProofFixture.ready()) {
      good = fixture.proofs().parameterStatus(ProofFixture.WINDOW);
    }
    Path parameters = Files.createDirectory(folder.resolve("parameters"));
    Path key = good.verifyingKey();
    Files.copy(key, parameters.resolve(String.valueOf(key.getFileName())));
    Path cut = parameters.resolve(String.valueOf(good.parameters().getFileName()));
    byte[] bytes = Files.readAllBytes(good.parameters());
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
    Path config = TestWorker.config(folder, manager.address(), port, THREAD);
    Files.writeString(
        config,
        Files.readString(config)
            .replace("ping_interval", "parameter_dir = \"" + parameters + "\"\nping_interval"));
    WorkerProcess worker = track(WorkerProcess.start(config));

    assertThat(worker.exitCode()).isEqualTo(78);
    assertThat(worker.logText()).contains(cut + " is cut short");
  }

  private void assertFails(int code, String more, String message) throws Exception {
    WorkerProcess worker = start(more);

    assertThat(worker.exitCode()).isEqualTo(code);
    assertThat(worker.logText()).contains(message);
  }

  private String child(String commands) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("child.sh"), "echo 'window_post processor ready'\n" + commands);
    return THREAD + "[[processors.window_post]]\nbin = \"/bin/sh\"\nargs = [\"" + script + "\"]\n";
  }

  private WorkerProcess start(String more) throws IOException {
    return track(WorkerProcess.start(config(more)));
  }

  private Path config(String more) throws IOException {
    String thread = more.contains("sealing_thread") ? "" : THREAD;
    return TestWorker.config(folder, manager.address(), port, thread + more);
  }

  private WorkerProcess track(WorkerProcess worker) {
    workers.add(worker);
    return worker;
  }

  private static void awaitLog(WorkerProcess worker, String text) {
    await().atMost(Duration.ofSeconds(30)).until(() -> worker.logText().contains(text));
  }
}
