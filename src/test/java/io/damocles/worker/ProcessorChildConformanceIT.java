package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.prover.ProofType;
import io.damocles.prover.Replica;
import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The child's side of damocles' processor protocol (damocles-worker.md 5 and 11): real processes, a
 * parent that knows nothing of this program, real proofs.
 */
class ProcessorChildConformanceIT {
  private static final Path PARAMETERS = ProofFixture.parameterDirectory();
  private static final String WINDOW = ProofType.WINDOW_2KIB_V1_2.wireName();
  private static final String WINNING = ProofType.WINNING_2KIB.wireName();
  private static final byte[] SEED = ProofFixture.seed(5);
  private static final Path CPUSETS = Path.of("/sys/fs/cgroup/cpuset");

  private static ProofFixture fixture;

  @TempDir Path folder;
  private List<Replica> sectors;
  private final List<ForeignParent> parents = new ArrayList<>();

  @BeforeAll
  static void load() throws Exception {
    fixture = ProofFixture.ready();
    fixture.proofs().generateParameters(ProofFixture.WINNING);
  }

  @BeforeEach
  void setUp() throws Exception {
    sectors = fixture.seal(folder.resolve("s1"), 1000, 1, 2);
  }

  @AfterEach
  void tearDown() {
    parents.forEach(ForeignParent::close);
  }

  @Test
  void windowPostIsReadyProvesAndEndsWithItsParent() throws Exception {
    ForeignParent parent = start("window_post", Map.of());
    assertThat(parent.read(28)).isEqualTo("window_post processor ready\n");
    List<Replica> twice = List.of(sectors.get(1), sectors.get(0), sectors.get(1));

    parent.send(ForeignParent.task(1, WINDOW, SEED, twice));
    parent.send("rubbish\n" + ForeignParent.task(2, WINDOW, SEED, List.of()));
    parent.send("{\"id\":3,\"task\":{\"miner_id\":\n");
    JsonNode first = parent.answer();
    JsonNode second = parent.answer();
    JsonNode proof = parent.answer();

    assertThat(List.of(first.get("id").asInt(), second.get("id").asInt()))
        .containsExactlyInAnyOrder(2, 3);
    assertThat(first.get("err_msg").asText()).isNotBlank();
    assertThat(first.get("output").isNull()).isTrue();
    assertThat(proof.fieldNames()).toIterable().containsExactly("id", "err_msg", "output");
    assertThat(proof.get("id").asInt()).isEqualTo(1);
    assertThat(parent.end()).isEqualTo(1);
    assertThat(parent.rest()).isEmpty();
    assertThat(parent.log()).contains("the parent might be out");
  }

  @Test
  void windowPostProofsAreValid() throws Exception {
    ForeignParent parent = start("window_post", Map.of());
    assertThat(parent.read(28)).isEqualTo("window_post processor ready\n");

    parent.send(
        ForeignParent.task(
            9, WINDOW, SEED, List.of(sectors.get(1), sectors.get(0), sectors.get(1))));
    JsonNode proof = parent.answer();

    assertThat(proof.get("err_msg").isNull()).isTrue();
    assertThat(proof.get("output").toString()).endsWith("\"],\"faults\":[]}");
    assertThat(
            fixture
                .proofs()
                .verifyWindowPost(
                    ProofType.WINDOW_2KIB_V1_2,
                    SEED,
                    1000,
                    proof.get("output").get("proofs").get(0).binaryValue(),
                    ProofFixture.commRs(sectors)))
        .isTrue();
  }

  @Test
  void winningPostProofsAreValidAndErrorsAreText() throws Exception {
    ForeignParent parent = start("winning_post", Map.of());
    assertThat(parent.read(29)).isEqualTo("winning_post processor ready\n");
    Replica drawn = sectors.get(0);

    parent.send(ForeignParent.task(1, WINNING, SEED, List.of(drawn, drawn)));
    JsonNode proof = parent.answer();
    parent.send(ForeignParent.task(2, WINNING, SEED, sectors));
    JsonNode tooMany = parent.answer();
    parent.send(ForeignParent.task(3, WINDOW, SEED, List.of(drawn)));
    JsonNode window = parent.answer();
    Files.delete(drawn.sealedFile());
    parent.send(ForeignParent.task(4, WINNING, SEED, List.of(drawn)));
    JsonNode missing = parent.answer();

    assertThat(proof.toString())
        .matches("\\{\"id\":1,\"err_msg\":null,\"output\":\\{\"proofs\":\\[\"[^\"]{256}\"]}}");
    byte[] bytes = proof.get("output").get("proofs").get(0).binaryValue();
    assertThat(
            fixture
                .proofs()
                .verifyWinningPost(
                    ProofType.WINNING_2KIB, SEED, 1000, bytes, Map.of(1L, drawn.commR())))
        .isTrue();
    assertThat(tooMany.get("err_msg").asText()).contains("of 1 sector, the task has 2");
    assertThat(window.get("err_msg").asText()).contains("proof_type " + WINDOW);
    assertThat(missing.get("err_msg").asText()).startsWith("sector 1: ");
    assertThat(parent.end()).isEqualTo(1);
  }

  @Test
  void runsOnTheProcessorsAndTheMemoryThatItsParentNames() throws Exception {
    assumeTrue(Files.isWritable(CPUSETS), "no cpuset hierarchy that we may write to");
    String group = "vc-worker-it/sub-window_post-" + ProcessHandle.current().pid() + "-0";
    ForeignParent parent =
        start(
            "window_post",
            Map.of("VC_CG_NAME", group, "VC_CG_CPUSET", "1", "VENUS_WORKER_NUMA_PREFERRED", "0"));
    parent.read(28);

    assertThat(threads(parent, "Cpus_allowed_list:")).containsExactly("1");
    assertThat(threads(parent, "Name:"))
        .contains("wdpost-rayon-0")
        .doesNotContain("wdpost-rayon-1");
    assertThat(parent.log()).contains("one NUMA node").contains("node=0");
    assertThat(parent.end()).isEqualTo(1);
    assertThat(CPUSETS.resolve(group)).doesNotExist();
    Files.deleteIfExists(CPUSETS.resolve("vc-worker-it"));
  }

  @Test
  void runsOnUnconfinedWhereTheSystemRefuses() throws Exception {
    ForeignParent parent =
        start(
            "window_post",
            Map.of(
                "VC_CG_NAME",
                "vc-worker-it/x",
                "VC_CG_CPUSET",
                "9999",
                "VENUS_WORKER_NUMA_PREFERRED",
                "1023"));

    assertThat(parent.read(28)).isEqualTo("window_post processor ready\n");

    assertThat(parent.log())
        .contains("cgroup.cpuset = \"9999\" has no effect, this processor runs on all CPUs: cause=")
        .contains("numa_preferred has no effect, any memory is used: cause=NUMA node 1023");
    Files.deleteIfExists(CPUSETS.resolve("vc-worker-it"));
  }

  private ForeignParent start(String stage, Map<String, String> environment) throws IOException {
    ForeignParent parent = ForeignParent.start(stage, folder, PARAMETERS, environment);
    parents.add(parent);
    return parent;
  }

  /** The distinct values of a line of {@code /proc/PID/task/TID/status}. */
  private Set<String> threads(ForeignParent parent, String line) throws IOException {
    Set<String> values = new HashSet<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + parent.pid() + "/task"))) {
      for (Path task : new ArrayList<>(tasks.toList())) {
        Files.readAllLines(task.resolve("status")).stream()
            .filter(text -> text.startsWith(line))
            .map(text -> text.substring(line.length()).strip())
            .forEach(values::add);
      }
    }
    return values;
  }
}
