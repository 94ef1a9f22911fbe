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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The parent's side of damocles' processor protocol (damocles-worker.md 5, 9.2 and 11), against
 * children that know nothing of this program.
 */
class ProcessorProtocolConformanceTest {
  private static final WindowPostTask TASK = task(replica(7), replica(3), replica(7));
  private static final String ZEROES = "0,".repeat(31) + "0";

  @TempDir Path folder;
  private final List<ExternalProver> open = new ArrayList<>();

  @AfterEach
  void tearDown() {
    open.forEach(ExternalProver::close);
  }

  @Test
  void sendsOneLineWithTheReplicasInTheirOrder() throws Exception {
    Path seen = folder.resolve("seen");
    ExternalProver prover =
        start(
            child(
                "a",
                TestChildren.READY
                    + "IFS= read -r line; printf '%s\\n' \"$line\" > "
                    + seen
                    + "; id=1; "
                    + TestChildren.proof("AQID")
                    + "; cat >> "
                    + seen));

    prover.windowPost(TASK, ProofWatch.NONE);

    assertThat(Files.readString(seen))
        .isEqualTo(
            "{\"id\":1,\"task\":{\"miner_id\":1000,\"proof_type\":\"StackedDrgWindow2KiBV1_2\",\"replicas\":["
                + String.join(",", wire(7), wire(3), wire(7))
                + "],\"seed\":["
                + ZEROES
                + "]}}\n");
  }

  @Test
  void trimsTheReadyLine() throws Exception {
    ExternalProver prover =
        start(
            child(
                "a",
                "printf ' \\t window_post processor ready \\r\\n'\n"
                    + TestChildren.answering(TestChildren.proof("AQID"))));

    assertThat(prover.isReady()).isTrue();
  }

  @Test
  void countsRequestsOnOverARestart() throws Exception {
    Path seen = folder.resolve("seen");
    ExternalProver prover =
        start(
            child(
                "a",
                TestChildren.READY
                    + "IFS= read -r line; "
                    + TestChildren.ID
                    + "; echo $id >> "
                    + seen
                    + "; if [ $id -gt 1 ]; then "
                    + TestChildren.proof("AQID")
                    + "; fi"));

    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE))
        .hasMessage("child process exited: window_post");
    prover.windowPost(TASK, ProofWatch.NONE);

    assertThat(Files.readAllLines(seen)).containsExactly("1", "2");
  }

  @Test
  void passesTheAnswerOnAsItIs() throws Exception {
    WindowPostOutput output =
        answer(
            "{\"output\":{\"faults\":[9,2,9],\"x\":1,\"proofs\":[\"AQ==\",\"AgMEBQ==\"]},\"y\":[],\"id\":1}");

    assertThat(output.proofs()).containsExactly(new byte[] {1}, new byte[] {2, 3, 4, 5});
    assertThat(output.faults()).containsExactly(9L, 2L, 9L);
  }

  @Test
  void passesAnAnswerOfNothingOn() throws Exception {
    WindowPostOutput output =
        answer("{\"id\":1,\"err_msg\":null,\"output\":{\"proofs\":[],\"faults\":[]}}");

    assertThat(output.proofs()).isEmpty();
    assertThat(output.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{`id`:1,`output`:{`proofs`:[`AQID`],`faults`:null}} | 1 | 0",
        "{`id`:1,`output`:{`proofs`:null,`faults`:[4,5]}}    | 0 | 2"
      })
  void takesNullForAnEmptyArrayAsTheManagerInGoDoes(String line, int proofs, int faults)
      throws Exception {
    WindowPostOutput output = answer(line.replace('`', '"'));

    assertThat(output.proofs()).hasSize(proofs);
    assertThat(output.faults()).hasSize(faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{`id`:1,`err_msg`:`no luck`,`output`:{`proofs`:[],`faults`:[]}} | no luck",
        "{`id`:1,`err_msg`:``,`output`:null}                      | the processor's err_msg is empty",
        "{`id`:1,`err_msg`:3}                                     | err_msg: expected a string",
        "{`id`:1}                                                 | neither output nor err_msg",
        "{`id`:1,`output`:{`proofs`:null,`faults`:null}}          | neither proofs nor faults",
        "{`id`:1,`output`:{`proofs`:[`A*`],`faults`:[]}}          | cannot be read",
        "{`id`:1,`output`:{`proofs`:`AQID`,`faults`:[]}}          | proofs: expected an array",
        "{`id`:1,`output`:{`proofs`:[],`faults`:[-1]}}            | expected a whole number",
        "{`id`:1,`err_msg`:null,`output`:{`proofs`:[`AQ           | cannot be read"
      })
  void endsARequestWhoseAnswerIsNoneAtOnceWithAReason(String line, String reason) {
    assertThatThrownBy(() -> answer(line.replace('`', '"'))).hasMessageContaining(reason);
  }

  @Test
  void readsAnAnswerWithBytesThatAreNoUtf8() {
    assertThatThrownBy(
            () -> answer("{\"id\":1,\"err_msg\":\"disk \\377 is gone\",\"output\":null}"))
        .hasMessage("disk \ufffd is gone");
  }

  @Test
  void waitsOnOverLinesThatAreNoAnswers() throws Exception {
    ExternalProver prover =
        start(
            child(
                "a",
                TestChildren.answering(
                    "echo; echo rubbish; printf '\\377\\376\\n'; echo '{\"id\":77,\"err_msg\":\"x\"}';"
                        + " echo '[1]'; echo '{\"id\":-1}'; echo '{\"id\":\"1\",\"err_msg\":\"x\"}'\n"
                        + TestChildren.proof("AQID"))));

    assertThat(prover.windowPost(TASK, ProofWatch.NONE).proofs()).hasSize(1);
  }

  @Test
  void triesTheTaskElsewhereIfAChildClosesItsOutput() throws Exception {
    ExternalProver prover =
        start(
            child("good", TestChildren.answering(TestChildren.proof("AQID"))),
            child("bad", TestChildren.READY + "read -r line; exec 1>&-; exec sleep 600"));

    assertThat(prove(prover).get(5, TimeUnit.SECONDS).proofs()).hasSize(1);
  }

  @Test
  void triesTheTaskElsewhereIfAChildDoesNotReadIt() throws Exception {
    WindowPostTask large = task(Collections.nCopies(2000, replica(7)).toArray(new Replica[0]));
    ExternalProver prover =
        start(
            TestChildren.bare(
                child("good", TestChildren.answering(TestChildren.proof("AQID"))),
                Duration.ofSeconds(5)),
            TestChildren.bare(
                child("deaf", TestChildren.READY + "exec sleep 600"), Duration.ofSeconds(1)));

    assertThat(prove(prover, large).get(30, TimeUnit.SECONDS).proofs()).hasSize(1);
  }

  @Test
  void leavesAChildAloneThatWorksAndReadsItsNextTaskLate() throws Exception {
    WindowPostTask large = task(Collections.nCopies(2000, replica(7)).toArray(new Replica[0]));
    ExternalProver prover =
        start(
            TestChildren.bare(
                TestChildren.child(
                    folder,
                    "slow",
                    TestChildren.answering("sleep 2; " + TestChildren.proof("AQID")),
                    OptionalInt.of(2),
                    true),
                Duration.ofMillis(300)));

    CompletableFuture<WindowPostOutput> first = prove(prover);
    CompletableFuture<WindowPostOutput> second = prove(prover, large);

    assertThat(first.get(10, TimeUnit.SECONDS).proofs()).hasSize(1);
    assertThat(second.get(10, TimeUnit.SECONDS).proofs()).hasSize(1);
  }

  @Test
  void givesTheTaskToTheFirstChildThatGetsFree() throws Exception {
    ExternalProver prover =
        start(
            child("slow", TestChildren.READY + "read -r line; exec sleep 600"),
            child("quick", TestChildren.answering("sleep 0.3; " + TestChildren.proof("AQID"))));
    CompletableFuture<WindowPostOutput> one = prove(prover);
    CompletableFuture<WindowPostOutput> two = prove(prover);

    await().atMost(Duration.ofSeconds(5)).until(() -> one.isDone() || two.isDone());

    assertThat(prove(prover).get(5, TimeUnit.SECONDS).proofs()).hasSize(1);
  }

  @Test
  void choosesTheLeastLoadedChildAndTheLastOfEqualOnes() throws Exception {
    Path seen = folder.resolve("seen");
    String script = TestChildren.answering("echo $MARK >> " + seen);
    List<ExternalProcessor> children = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      children.add(TestChildren.child(folder, name, script, OptionalInt.of(2), true));
    }
    ExternalProver prover = start(children.toArray(new ExternalProcessor[0]));

    for (int sent = 1; sent <= 4; sent++) {
      assertThat(prove(prover)).isNotDone();
      int lines = sent;
      await().until(() -> Files.exists(seen) && Files.readAllLines(seen).size() == lines);
    }

    assertThat(Files.readAllLines(seen)).containsExactly("c", "b", "a", "c");
  }

  @Test
  void sendsAnyNumberOfTasksToAChildWithoutALimit() throws Exception {
    Path seen = folder.resolve("seen");
    ExternalProver prover =
        start(
            TestChildren.child(
                folder,
                "a",
                TestChildren.READY + "while IFS= read -r line; do echo x >> " + seen + "; done",
                OptionalInt.empty(),
                true));

    for (int sent = 0; sent < 70; sent++) {
      assertThat(prove(prover)).isNotDone();
    }

    await().until(() -> Files.exists(seen) && Files.readAllLines(seen).size() == 70);
  }

  @Test
  void failsARequestOnlyAfterSeveralStartsInVain() throws Exception {
    Path starts = folder.resolve("starts");
    ExternalProver prover =
        start(
            child(
                "a",
                "echo x >> "
                    + starts
                    + "; if [ $(wc -l < "
                    + starts
                    + ") -gt 1 ]; then exit 1; fi\n"
                    + TestChildren.READY
                    + "read -r line"));
    assertThatThrownBy(() -> prover.windowPost(TASK, ProofWatch.NONE))
        .isInstanceOf(ProverException.class);

    assertThatThrownBy(() -> prove(prover).get(10, TimeUnit.SECONDS))
        .hasMessageContaining("no processor runs or can be started: processors.window_post[0]");
    assertThat(Files.readAllLines(starts)).hasSize(4);
  }

  @Test
  void startsAChildInTheWorkersFolderAndProcessGroup() throws Exception {
    Path seen = folder.resolve("seen");
    start(
        child(
            "a",
            "pwd > "
                + seen
                + "; cat /proc/$$/stat >> "
                + seen
                + "\n"
                + TestChildren.READY
                + "read -r line"));

    List<String> lines = Files.readAllLines(seen);
    String own = Files.readString(Path.of("/proc/self/stat"));
    assertThat(lines.get(0)).isEqualTo(Path.of("").toAbsolutePath().toString());
    assertThat(group(lines.get(1))).isEqualTo(group(own));
  }

  @Test
  void clearsTheEnvironmentBeforeItSetsItsOwn() throws Exception {
    Path seen = folder.resolve("env");
    start(
        TestChildren.bare(
            child("a", "env > " + seen + "\n" + TestChildren.READY + "read -r line"),
            Duration.ofSeconds(5)));

    assertThat(Files.readAllLines(seen))
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .filteredOn(name -> !name.equals("_") && !name.equals("PWD"))
        .containsExactlyInAnyOrder(
            "MARK",
            "VC_CG_NAME",
            "VC_CG_CPUSET",
            "VENUS_WORKER_NUMA_PREFERRED",
            "DAMOCLES_PROCESSOR_PROGRESS");
  }

  /** A child's process group, the third number after the name. */
  private static String group(String stat) {
    return stat.substring(stat.lastIndexOf(')')).split(" ", -1)[3];
  }

  private WindowPostOutput answer(String line) throws Exception {
    ExternalProver prover = start(child("a", TestChildren.answering("printf '" + line + "\\n'")));
    try {
      return prove(prover).get(5, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw (ProverException) e.getCause();
    }
  }

  private ExternalProcessor child(String name, String script) throws IOException {
    return TestChildren.child(folder, name, script);
  }

  private ExternalProver start(ExternalProcessor... children) throws Exception {
    ExternalProver prover =
        new ExternalProver(List.of(children), "damocles-worker", Map.of(), Map.of());
    open.add(prover);
    prover.start().get(5, TimeUnit.SECONDS);
    return prover;
  }

  private static CompletableFuture<WindowPostOutput> prove(ExternalProver prover) {
    return prove(prover, TASK);
  }

  private static CompletableFuture<WindowPostOutput> prove(
      ExternalProver prover, WindowPostTask task) {
    return TestChildren.prove(prover, task, ProofWatch.NONE);
  }

  private static WindowPostTask task(Replica... replicas) {
    return new WindowPostTask(1000, ProofType.WINDOW_2KIB_V1_2, List.of(replicas), new byte[32]);
  }

  private static Replica replica(long sector) {
    return new Replica(
        sector, new byte[32], Path.of("/m/cache/s-" + sector), Path.of("/m/sealed/s-" + sector));
  }

  private static String wire(long sector) {
    return "{\"sector_id\":%d,\"comm_r\":[%s],\"cache_dir\":\"/m/cache/s-%d\",\"sealed_file\":\"/m/sealed/s-%d\"}"
        .formatted(sector, ZEROES, sector, sector);
  }
}
