package io.damocles.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.damocles.config.WorkerConfig.ExternalProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalProverTest {
  private static final WindowPostTask TASK =
      new WindowPostTask(
          1000,
          ProofType.WINDOW_2KIB_V1_2,
          List.of(new Replica(-1, new byte[32], Path.of("/c/\"x\""), Path.of("/s"))),
          new byte[32]);

  @TempDir Path folder;
  private final List<ExternalProver> open = new ArrayList<>();

  @AfterEach
  void tearDown() {
    open.forEach(ExternalProver::close);
  }

  @Test
  void sendsTheTaskAndTakesTheAnswer() throws Exception {
    ExternalProver prover =
        start(
            child(
                "a",
                TestChildren.answering("echo \"$line\" > line\n" + TestChildren.proof("AQID"))
                    .replace("> line", "> " + folder.resolve("line"))));

    WindowPostOutput output = prover.windowPost(TASK, ProofWatch.NONE);

    assertThat(output.proofs().get(0)).containsExactly(1, 2, 3);
    assertThat(Files.readString(folder.resolve("line")))
        .startsWith(
            "{\"id\":1,\"task\":{\"miner_id\":1000,\"proof_type\":\"StackedDrgWindow2KiBV1_2\",\"replicas\":[{\"sector_id\":18446744073709551615,\"comm_r\":[0,");
  }

  @Test
  void tellsDeadlinesOnlyToAChildThatSaysThatItUnderstandsThem() throws Exception {
    ProofWatch watch = new LimitedWatch(new TimeLeft(9_000L, 4_000L));
    Path foreign = folder.resolve("foreign");
    Path own = folder.resolve("own");
    String proof = "\n" + TestChildren.proof("AQID");
    String understands = "echo '{\"id\":0,\"understands\":[\"more\",\"limits\"]}'\n";

    start(child("f", TestChildren.answering("echo \"$line\" >> " + foreign + proof)))
        .windowPost(TASK, watch);
    ExternalProver prover =
        start(
            child(
                "o",
                TestChildren.answering(
                    "echo \"$line\" >> " + own + "\n" + understands + TestChildren.proof("AQID"))));
    prover.windowPost(TASK, watch);
    prover.windowPost(TASK, watch);

    assertThat(Files.readString(foreign)).doesNotContain("limits");
    assertThat(Files.readAllLines(own).get(0)).endsWith("\"seed\":" + seed() + "}}");
    assertThat(Files.readAllLines(own).get(1))
        .endsWith(
            "\"seed\":" + seed() + "},\"limits\":{\"close_millis\":9000,\"retry_millis\":4000}}");
  }

  private static String seed() {
    return Arrays.toString(TASK.seed()).replace(" ", "");
  }

  @Test
  void tellsTheChildItsEnvironment() throws Exception {
    Path seen = folder.resolve("env");
    start(child("a", "env > " + seen + "\n" + TestChildren.answering("")));

    assertThat(Files.readString(seen))
        .contains("VC_CG_NAME=vc-worker/sub-window_post-" + ProcessHandle.current().pid() + "-0\n")
        .contains("VC_CG_CPUSET=0-1\n")
        .contains("VENUS_WORKER_NUMA_PREFERRED=0\n")
        .contains("MARK=a\n");
  }

  @Test
  void takesAnswersOutOfOrderAndIgnoresRubbish() throws Exception {
    String script =
        TestChildren.READY
            + "IFS= read -r one; IFS= read -r two\n"
            + "echo rubbish; echo; echo '{\"id\":99,\"output\":{\"proofs\":[],\"faults\":[]}}'\n"
            + "printf '\\377\\376\\n'\n"
            + "id=2; "
            + TestChildren.proof("AgIC")
            + "\n"
            + "id=1; "
            + TestChildren.proof("AQEB")
            + "\n"
            + "read -r end\n";
    ExternalProver prover = start(TestChildren.child(folder, "a", script, OptionalInt.of(2), true));

    CompletableFuture<WindowPostOutput> first = prove(prover, ProofWatch.NONE);
    await().until(() -> !first.isDone());
    CompletableFuture<WindowPostOutput> second = prove(prover, ProofWatch.NONE);

    List<Byte> bytes =
        List.of(
            first.get(5, TimeUnit.SECONDS).proofs().get(0)[0],
            second.get(5, TimeUnit.SECONDS).proofs().get(0)[0]);
    assertThat(bytes).containsExactlyInAnyOrder((byte) 1, (byte) 2);
  }

  @Test
  void ignoresAStageThatItDoesNotKnow() throws Exception {
    String newer = "echo '{\"id\":'$id',\"progress\":{\"stage\":\"REBUILD\",\"done\":1}}'\n";
    ExternalProver prover =
        start(child("a", TestChildren.answering(newer + TestChildren.proof("AQID"))));

    WindowPostOutput output = prover.windowPost(TASK, ProofWatch.NONE);

    assertThat(output.proofs().get(0)).containsExactly(1, 2, 3);
  }

  @Test
  void endsAChildThatWritesWithoutAnEnd() throws Exception {
    ExternalProver prover =
        start(child("a", TestChildren.answering("head -c 17000000 /dev/zero; exec sleep 600")));
    long pid = pid(prover);

    assertThatThrownBy(() -> prove(prover, ProofWatch.NONE).get(20, TimeUnit.SECONDS))
        .hasMessageContaining("child process exited");
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void runsOneTaskAtATimeOfChildrenThatShareALock() throws Exception {
    String script =
        TestChildren.answering(
            "echo start >> "
                + folder.resolve("order")
                + "; sleep 0.3; echo end >> "
                + folder.resolve("order")
                + "; "
                + TestChildren.proof("AQID"));
    ExternalProver prover =
        start(
            TestChildren.locked(child("a", script), "gpu"),
            TestChildren.locked(child("b", script), "gpu"));

    CompletableFuture<WindowPostOutput> first = prove(prover, ProofWatch.NONE);
    CompletableFuture<WindowPostOutput> second = prove(prover, ProofWatch.NONE);

    first.get(5, TimeUnit.SECONDS);
    second.get(5, TimeUnit.SECONDS);
    assertThat(Files.readAllLines(folder.resolve("order")))
        .containsExactly("start", "end", "start", "end");
  }

  @Test
  void tellsTheChildsError() throws Exception {
    ExternalProver prover =
        start(
            child(
                "a",
                TestChildren.answering(
                    "echo '{\"id\":'$id',\"err_msg\":\"no luck\",\"output\":null}'")));

    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE)).hasMessage("no luck");
  }

  @Test
  void failsARequestWhoseAnswerCannotBeRead() throws Exception {
    ExternalProver prover =
        start(
            child(
                "a", TestChildren.answering("echo '{\"id\":'$id',\"output\":{\"proofs\":null}}'")));

    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE))
        .hasMessageContaining("cannot be read: neither proofs nor faults");
  }

  @Test
  void triesTheTaskOfADeadChildOnAnother() throws Exception {
    ExternalProver prover =
        start(
            child("good", TestChildren.answering(TestChildren.proof("AQID"))),
            child("bad", TestChildren.READY + "read -r line; exit 3"));

    assertThat(prover.windowPost(TASK, ProofWatch.NONE).proofs()).hasSize(1);
  }

  @Test
  void failsAtOnceIfTheOnlyChildDiesAndStartsItAgain() throws Exception {
    Path died = folder.resolve("died");
    ExternalProver prover =
        start(
            child(
                "a",
                "if [ -e "
                    + died
                    + " ]; then\n"
                    + TestChildren.answering(TestChildren.proof("AQID"))
                    + "fi\n"
                    + TestChildren.READY
                    + "read -r line; touch "
                    + died
                    + "; exit 3"));

    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE))
        .hasMessage("child process exited: window_post");
    assertThat(prover.windowPost(TASK, ProofWatch.NONE).proofs()).hasSize(1);
  }

  @Test
  void startsADeadChildAgainUntilItStays() throws Exception {
    Path tries = folder.resolve("tries");
    ExternalProver prover =
        start(
            child(
                "a",
                "echo x >> "
                    + tries
                    + "; n=$(wc -l < "
                    + tries
                    + ")\n"
                    + "if [ $n -eq 2 ] || [ $n -eq 3 ]; then exit 1; fi\n"
                    + "if [ $n -gt 3 ]; then "
                    + TestChildren.answering(TestChildren.proof("AQID"))
                    + "fi\n"
                    + TestChildren.READY
                    + "read -r line; exit 3"));
    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE))
        .isInstanceOf(ProverException.class);

    await().atMost(Duration.ofSeconds(10)).until(prover::isReady);
    assertThat(Files.readAllLines(tries)).hasSize(4);
  }

  @Test
  void doesNotStartAgainWhatShallNotBe() throws Exception {
    ExternalProver prover =
        start(
            TestChildren.child(
                folder,
                "a",
                TestChildren.READY + "read -r line; exit 3",
                OptionalInt.of(1),
                false));
    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE))
        .isInstanceOf(ProverException.class);

    await().during(Duration.ofMillis(800)).until(() -> !prover.isReady());
  }

  @Test
  void killsAHangingChildWhenItsProofIsCancelled() throws Exception {
    ExternalProver prover = start(child("a", TestChildren.READY + "sleep 600 & wait"));
    long pid = pid(prover);
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicReference<String> stages = new AtomicReference<>("");
    CompletableFuture<WindowPostOutput> proof = prove(prover, watch(cancelled, stages));
    await().until(() -> !"".equals(stages.get()));

    cancelled.set(true);

    assertThatThrownBy(() -> proof.get(2, TimeUnit.SECONDS)).hasMessageContaining("cancelled");
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    await().until(() -> prover.isReady() && pid(prover) != pid);
  }

  @Test
  void sparesTheOtherProofOfAChildWhenOneIsCancelled() throws Exception {
    ExternalProver prover =
        start(
            TestChildren.child(
                folder,
                "a",
                TestChildren.READY
                    + "read -r one; read -r two; sleep 4; id=2\n"
                    + TestChildren.proof("AgIC")
                    + "\nid=1\n"
                    + TestChildren.proof("AQEB")
                    + "\nread -r end",
                OptionalInt.of(2),
                true));
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicReference<String> stages = new AtomicReference<>("");
    CompletableFuture<WindowPostOutput> lost = prove(prover, watch(cancelled, stages));
    await().until(() -> !"".equals(stages.get()));
    AtomicReference<String> keptStages = new AtomicReference<>("");
    CompletableFuture<WindowPostOutput> kept =
        prove(prover, watch(new AtomicBoolean(), keptStages));
    await().until(() -> !"".equals(keptStages.get()));

    cancelled.set(true);

    assertThatThrownBy(() -> lost.get(3, TimeUnit.SECONDS)).hasMessageContaining("cancelled");
    assertThat(kept.get(10, TimeUnit.SECONDS).proofs()).hasSize(1);
  }

  @Test
  void passesProgressOn() throws Exception {
    ExternalProver prover =
        start(
            child(
                "a",
                TestChildren.answering(
                    "echo '{\"id\":'$id',\"progress\":{\"stage\":\"SNARK\",\"done\":0,\"total\":0}}'\n"
                        + TestChildren.proof("AQID"))));
    AtomicReference<String> stages = new AtomicReference<>("");

    prover.windowPost(TASK, watch(new AtomicBoolean(), stages));

    assertThat(stages.get()).isEqualTo("VANILLA SNARK ");
  }

  @Test
  void noticesADeadChildWhoseOutputIsStillOpen() throws Exception {
    ExternalProver prover =
        start(
            child(
                "a",
                TestChildren.READY
                    + "setsid sleep 600 & echo $! > "
                    + folder.resolve("pid")
                    + "\nread -r line; exit 3"));

    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE))
        .hasMessage("child process exited: window_post");
    long orphan = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void namesAChildThatIsNotReadyInTime() throws Exception {
    ExternalProver prover = prover(child("a", "sleep 60 & wait"));

    assertThatThrownBy(() -> prover.start().get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("not ready within 2000 ms: processors.window_post[0] (/bin/sh");
  }

  @Test
  void namesAChildWhoseFirstLineIsAnother() throws Exception {
    ExternalProver prover = prover(child("a", "echo hello; read -r line"));

    assertThatThrownBy(() -> prover.start().get(5, TimeUnit.SECONDS))
        .hasMessageContaining("exited before it was ready: processors.window_post[0]");
  }

  @Test
  void namesAProgramThatIsNotThere() throws Exception {
    ExternalProcessor good = child("a", "");
    ExternalProver prover =
        prover(
            new ExternalProcessor(
                java.util.Optional.of("/no/such/program"),
                List.of(),
                good.stableWait(),
                good.envs(),
                true,
                good.concurrent(),
                List.of(),
                good.cgroup(),
                good.numaPreferred(),
                true));

    assertThatThrownBy(() -> prover.start().get(5, TimeUnit.SECONDS))
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void killsItsChildrenWhenItIsClosed() throws Exception {
    ExternalProver prover =
        start(child("a", TestChildren.READY + "trap '' TERM; sleep 600 & wait"));
    long pid = pid(prover);

    prover.close();

    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private ExternalProcessor child(String name, String script) throws IOException {
    return TestChildren.child(folder, name, script);
  }

  private ExternalProver prover(ExternalProcessor... children) {
    ExternalProver prover =
        new ExternalProver(List.of(children), "damocles-worker", Map.of(), Map.of("gpu", 1));
    open.add(prover);
    return prover;
  }

  private ExternalProver start(ExternalProcessor... children) throws Exception {
    ExternalProver prover = prover(children);
    prover.start().get(5, TimeUnit.SECONDS);
    return prover;
  }

  private static long pid(ExternalProver prover) {
    return Long.parseLong(prover.describe().replaceAll("[^0-9]", ""));
  }

  private static CompletableFuture<WindowPostOutput> prove(
      ExternalProver prover, ProofWatch watch) {
    return TestChildren.prove(prover, TASK, watch);
  }

  private static ProofWatch watch(AtomicBoolean cancelled, AtomicReference<String> stages) {
    return new ProofWatch() {
      @Override
      public void progress(Stage stage, int done, int total) {
        stages.updateAndGet(text -> text + stage + " ");
      }

      @Override
      public boolean cancelled() {
        return cancelled.get();
      }
    };
  }
}
