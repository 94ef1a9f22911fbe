package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One worker that serves the managers of two providers. */
class SeveralManagersTest {
  @TempDir Path folder;
  private final ScriptedProver prover = new ScriptedProver();
  private RecordingManager first;
  private RecordingManager second;
  private TestWorker worker;

  @BeforeEach
  void setUp() throws IOException {
    first = new RecordingManager().longPolls().beats();
    second = new RecordingManager().longPolls().beats();
    worker = create();
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    first.close();
    second.close();
  }

  @Test
  void eachManagerGetsTheProofsOfItsOwnJobs() throws Exception {
    first.offer(TestJobs.job("a.1", "both"));
    second.offer(TestJobs.job("b.1", "both"));
    prover.answer(ScriptedProver.OUTPUT);
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitFinished(first, "a.1");
    awaitFinished(second, "b.1");
  }

  @Test
  void aSingleThreadRunsOneProofAtATime() throws Exception {
    first.offer(TestJobs.job("a.1", "both"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);
    int asked = second.calls("WdPoStAllocateJobs").size();
    second.offer(TestJobs.job("b.1", "both"));
    await().until(() -> first.calls("WdPoStBeat").size() > 2);

    assertThat(prover.running()).isEqualTo(1);
    assertThat(second.calls("WdPoStAllocateJobs")).hasSizeLessThanOrEqualTo(asked + 1);

    prover.answer(ScriptedProver.OUTPUT);
    prover.answer(ScriptedProver.OUTPUT);
    awaitFinished(second, "b.1");
  }

  @Test
  void aManagerThatIsAwayDoesNotKeepTheOtherWaiting() throws Exception {
    first.goAway();
    second.offer(TestJobs.job("b.1", "both"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitFinished(second, "b.1");
    first.comeBack();
    first.offer(TestJobs.job("a.1", "both"));
    prover.answer(ScriptedProver.OUTPUT);
    awaitFinished(first, "a.1");
  }

  @Test
  void aManagerThatKnowsNoStoreIsNotServedAndTheOtherIs() throws Exception {
    first.on("Venus.StoreBasicInfo", params -> null);
    second.offer(TestJobs.job("b.1", "both"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitFinished(second, "b.1");
    assertThat(first.calls("WdPoStAllocateJobs")).isEmpty();
  }

  @Test
  void twoManagersMayHaveStoresOfTheSameName() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);

    await().until(() -> second.calls("StoreBasicInfo").size() == 2);
    assertThat(second.calls("StoreBasicInfo"))
        .extracting(call -> call.params().get(0).asText())
        .containsExactly("both", "own");
    assertThat(first.calls("StoreBasicInfo"))
        .extracting(call -> call.params().get(0).asText())
        .containsExactly("both", "own");
  }

  @Test
  void aProofLeftOnDiskGoesToTheManagerWhoseItIs() throws Exception {
    new Spool(folder.resolve("spool"), second.address() + "/rpc/v0").keep("b.7", TestJobs.output());

    worker.start().await(30, TimeUnit.SECONDS);

    awaitFinished(second, "b.7");
    await().until(() -> !first.calls("WdPoStAllocateJobs").isEmpty());
    assertThat(first.calls("WdPoStFinishJob")).isEmpty();
  }

  @Test
  void eachManagerIsPingedWithTheThreadsThatServeIt() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);

    for (RecordingManager manager : List.of(first, second)) {
      await().until(() -> !manager.calls("WorkerPing").isEmpty());
      assertThat(manager.calls("WorkerPing").get(0).params().get(0).at("/Summary/Threads").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void eachManagerGetsTheHeadersOfItsOwn() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);

    await().until(() -> !second.calls("WdPoStAllocateJobs").isEmpty());
    assertThat(second.calls("WdPoStAllocateJobs").get(0).headers().get("Authorization"))
        .containsExactly("Bearer secret-of-second");
    await().until(() -> !first.calls("WdPoStAllocateJobs").isEmpty());
    assertThat(first.calls("WdPoStAllocateJobs").get(0).headers())
        .doesNotContainKey("Authorization")
        .containsEntry("X-cluster", List.of("one"));
  }

  private TestWorker create() throws IOException {
    int port = TestWorker.freePort();
    Path token = Files.writeString(folder.resolve("token"), "secret-of-second\n");
    Path config =
        Files.writeString(
            folder.resolve("worker.toml"),
            """
            [worker]
            name = "w1"
            rpc_server.host = "127.0.0.1"
            rpc_server.port = %d
            spool_dir = "%s"
            shutdown_timeout = "2s"
            [[sector_manager]]
            name = "one"
            rpc_client.addr = "%s"
            rpc_client.headers = { X-Cluster = "one" }
            [[sector_manager]]
            name = "two"
            rpc_client.addr = "%s"
            rpc_client.token_file = "%s"
            [[sealing_thread]]
            plan = "wdpost"
            sealing.recover_interval = "300ms"
            [[attached]]
            name = "both"
            location = "%s"
            [[attached]]
            name = "own"
            location = "%s"
            manager = "one"
            [[attached]]
            name = "own"
            location = "%s"
            manager = "two"
            """
                .formatted(
                    port,
                    folder.resolve("spool"),
                    first.address(),
                    second.address(),
                    token,
                    store("both"),
                    store("own1"),
                    store("own2")));
    return TestWorker.of(config, port, prover);
  }

  private Path store(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static void awaitFinished(RecordingManager manager, String job) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                manager.calls("WdPoStFinishJob").stream()
                    .map(call -> call.params().get(0).asText())
                    .toList()
                    .equals(List.of(job)));
  }
}
