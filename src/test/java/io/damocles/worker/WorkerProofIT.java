package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real proofs from real worker processes. */
class WorkerProofIT {
  private static final ProofType TYPE = ProofType.WINDOW_2KIB_V1_2;
  private static final Path PARAMETERS = ProofFixture.parameterDirectory();
  private static final long MINER = 1000;

  private static ProofFixture fixture;
  private static NativeProofs proofs;

  @TempDir Path folder;
  private final Map<Long, byte[]> sectors = new TreeMap<>();
  private RecordingManager manager;
  private final List<WorkerProcess> workers = new ArrayList<>();

  @BeforeAll
  static void load() throws Exception {
    fixture = ProofFixture.ready();
    proofs = fixture.proofs();
  }

  @BeforeEach
  void setUp() throws Exception {
    manager = new RecordingManager().longPolls().beats();
    sectors.putAll(ProofFixture.commRs(fixture.seal(folder.resolve("s1"), MINER, 1, 2)));
  }

  @AfterEach
  void tearDown() {
    workers.forEach(WorkerProcess::destroy);
    manager.close();
  }

  @Test
  void provesInProcess() throws Exception {
    WorkerProcess worker = start("");
    manager.offer(job("j.1"));

    assertValid(finish(), sectors);
    worker.signal("TERM");
    assertThat(worker.exitCode()).isZero();
  }

  @Test
  void provesInAChildProcess() throws Exception {
    start(WorkerProcess.ownChild());
    manager.offer(job("j.1"));

    assertValid(finish(), sectors);
  }

  @Test
  void provesFromAStoreThatIsMountedReadOnly() throws Exception {
    String mount = "mount --bind %1$s %1$s && mount -o remount,bind,ro %1$s";
    String readOnly = mount.formatted(folder.resolve("s1"));
    assumeThat(exit("unshare", "-rm", "sh", "-c", readOnly)).isZero();
    Files.delete(folder.resolve("s1/cache/s-t01000-2/sc-02-data-tree-r-last.dat"));
    String child =
        WorkerProcess.ownChild()
            .replaceFirst(
                "(?s)bin = \"(.*?)\"\nargs = \\[",
                "bin = \"unshare\"\nargs = [\"-rm\", \"sh\", \"-c\", \""
                    + readOnly
                    + " && ! touch %s 2>/dev/null && exec \\\"\\$@\\\"\", \"sh\", \"$1\", "
                        .replace("\\\"", "\\\\\"")
                        .formatted(folder.resolve("s1/cache/written")));
    start(child);
    manager.offer(job("j.1"));

    JsonNode output = finish();

    assertThat(output.get("faults").toString()).isEqualTo("[2]");
    sectors.remove(2L);
    assertValid(output, sectors);
  }

  private static int exit(String... command) throws Exception {
    return new ProcessBuilder(command).start().waitFor();
  }

  @Test
  void provesTheGoodSectorsAndNamesTheBadOne() throws Exception {
    Files.delete(folder.resolve("s1/sealed/s-t01000-2"));
    start(WorkerProcess.ownChild());
    manager.offer(job("j.1"));

    JsonNode output = finish();

    assertThat(output.get("faults").toString()).isEqualTo("[2]");
    sectors.remove(2L);
    assertValid(output, sectors);
  }

  @Test
  void provesOnAfterItsChildWasKilled() throws Exception {
    WorkerProcess worker = start(WorkerProcess.ownChild());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> manager.calls("WdPoStAllocateJobs").size() > 0);
    worker.handle().descendants().forEach(ProcessHandle::destroyForcibly);
    await().atMost(Duration.ofSeconds(10)).until(() -> worker.logText().contains("restartMillis"));
    manager.offer(job("j.1"));

    await().atMost(Duration.ofSeconds(30)).until(() -> manager.calls("WdPoStFinishJob").size() > 0);
  }

  private WorkerProcess start(String processors) throws IOException {
    String more =
        """
        [[sealing_thread]]
        plan = "wdpost"
        sealing.recover_interval = "1s"
        """
            + processors;
    Path config = TestWorker.config(folder, manager.address(), TestWorker.freePort(), more);
    Files.writeString(
        config,
        Files.readString(config)
            .replace("ping_interval", "parameter_dir = \"" + PARAMETERS + "\"\nping_interval"));
    WorkerProcess worker = WorkerProcess.start(config);
    workers.add(worker);
    return worker;
  }

  private JsonNode finish() {
    await().atMost(Duration.ofSeconds(60)).until(() -> manager.calls("WdPoStFinishJob").size() > 0);
    JsonNode params = manager.calls("WdPoStFinishJob").get(0).params();
    assertThat(params.get(2).asText()).isEmpty();
    return params.get(1);
  }

  private static void assertValid(JsonNode output, Map<Long, byte[]> proven) throws Exception {
    byte[] proof = output.get("proofs").get(0).binaryValue();
    assertThat(proofs.verifyWindowPost(TYPE, seed(), MINER, proof, proven)).isTrue();
  }

  private JsonNode job(String id) {
    ObjectNode job = RecordingManager.JSON.createObjectNode().put("Id", id);
    ObjectNode input = job.putObject("Input");
    ArrayNode list = input.putArray("Sectors");
    sectors.forEach(
        (number, commR) -> {
          ObjectNode sector = list.addObject().put("SectorId", number);
          numbers(sector.putArray("CommR"), commR);
          sector.put("Upgrade", false);
          sector.putObject("Accesses").put("SealedFile", "s1").put("CacheDir", "s1");
        });
    input.put("MinerId", MINER).put("ProofType", TYPE.wireName());
    numbers(input.putArray("Seed"), seed());
    return job;
  }

  private static byte[] seed() {
    byte[] seed = new byte[32];
    seed[0] = 5;
    return seed;
  }

  private static void numbers(ArrayNode array, byte[] bytes) {
    for (byte b : bytes) {
      array.add(b & 0xff);
    }
  }
}
