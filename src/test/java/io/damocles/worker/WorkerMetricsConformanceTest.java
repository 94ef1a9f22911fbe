package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.damocles.rpc.RpcException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker's figures for Prometheus (spec damocles-worker.md §2.3). */
class WorkerMetricsConformanceTest {
  private static final String LABELS = "worker_ip=\"127.0.0.1\",worker_name=\"w1\"";

  @TempDir Path folder;
  private final ScriptedProver prover = new ScriptedProver();
  private RecordingManager manager;
  private TestWorker worker;
  private int port;

  @BeforeEach
  void setUp() throws Exception {
    manager = new RecordingManager().beats();
    port = TestWorker.freePort();
    worker =
        TestWorker.create(
            folder,
            manager.address(),
            """
            [metrics]
            enable = true
            http_listen = "127.0.0.1:%d"
            [[sealing_thread]]
            plan = "wdpost"
            sealing.recover_interval = "100ms"
            """
                .formatted(port),
            prover);
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    manager.close();
  }

  @Test
  void countsAndTimesTheCallsByDamoclesNames() throws Exception {
    manager.on(
        "Venus.WdPoStFinishJob",
        params -> {
          throw new RpcException(1, "not now");
        });
    start();
    manager.offer(TestJobs.job("j.1", "s1"));
    await().until(() -> manager.calls("WdPoStBeat").size() > 1);
    prover.answer(ScriptedProver.OUTPUT);
    await().until(() -> figure("rpc_error", "method=\"wdpost_finish\"," + LABELS) >= 1);

    assertThat(figure("rpc_call", "method=\"allocate_wdpost_job\"," + LABELS)).isPositive();
    assertThat(figure("rpc_call", "method=\"wdpost_heartbeat\"," + LABELS)).isPositive();
    assertThat(figure("rpc_call", "method=\"wdpost_finish\"," + LABELS)).isPositive();
    assertThat(figure("rpc_error", "method=\"allocate_wdpost_job\"," + LABELS)).isZero();
    assertThat(figure("rpc_timing_count", "method=\"wdpost_finish\"," + LABELS)).isPositive();
    assertThat(text())
        .contains("\nrpc_timing{method=\"wdpost_finish\"," + LABELS + ",quantile=\"0.99\"}");
    assertThat(figure("wdpost_worker_spool_length", LABELS)).isEqualTo(1);
    assertThat(figure("wdpost_worker_proofs_total", "result=\"done\"," + LABELS)).isEqualTo(1);
  }

  @Test
  void tellsWhatTheWorkerDoes() throws Exception {
    start();
    assertThat(figure("wdpost_worker_slots", LABELS)).isEqualTo(1);
    assertThat(figure("wdpost_worker_slots_busy", LABELS)).isZero();
    manager.offer(TestJobs.job("j.1", "s1"));
    await().until(() -> figure("wdpost_worker_proofs_running", LABELS) == 1);
    assertThat(figure("wdpost_worker_slots_busy", LABELS)).isEqualTo(1);
    await().until(() -> !manager.calls("WdPoStBeat").isEmpty());
    await().until(() -> figure("wdpost_worker_heartbeat_unanswered_seconds", LABELS) < 0.5);

    manager.goAway();
    await().until(() -> figure("wdpost_worker_heartbeat_unanswered_seconds", LABELS) > 0.7);

    manager.comeBack();
    await().until(() -> figure("wdpost_worker_heartbeat_unanswered_seconds", LABELS) < 0.5);
    prover.fail(new io.damocles.prover.ProverException("no"));
    await().until(() -> figure("wdpost_worker_proofs_total", "result=\"failed\"," + LABELS) == 1);
    await().until(() -> figure("wdpost_worker_heartbeat_unanswered_seconds", LABELS) < 0.5);
    assertThat(figure("wdpost_worker_children_alive", LABELS)).isZero();
    assertThat(figure("wdpost_worker_threads_paused", LABELS)).isZero();
  }

  @Test
  void answersEveryPathButOnlyGet() throws Exception {
    start();

    RawHttp.Answer answer = RawHttp.exchange(port, get("/whatever"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head())
        .contains("\r\ncontent-type: text/plain; version=0.0.4; charset=utf-8");
    assertThat(RawHttp.exchange(port, get("/").replace("GET", "PUT")).status()).isEqualTo(405);
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (var taken = new java.net.ServerSocket(port)) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(this::start)
          .hasMessageContaining(
              "metrics.http_listen: the address 127.0.0.1:" + port + " is in use");
    }
  }

  private void start() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);
  }

  /** The value of a series; -1 if there is none. */
  private double figure(String name, String labels) throws Exception {
    return text()
        .lines()
        .filter(line -> line.startsWith(name + "{" + labels + "} "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(-1);
  }

  private String text() throws Exception {
    return RawHttp.exchange(port, get("/metrics")).body();
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
  }
}
