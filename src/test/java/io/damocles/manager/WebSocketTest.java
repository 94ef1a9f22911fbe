package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSocketTest {
  private static final int LARGE = 3 << 20;

  @TempDir Path home;
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private ManagerFixture manager;
  private WebSocketClient client;
  private WebSocket socket;

  @BeforeEach
  void open() throws IOException {
    manager = ManagerFixture.start(home);
    client =
        manager.vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(LARGE * 2).setMaxMessageSize(LARGE * 2));
    Future<WebSocket> opening =
        client.connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(manager.port())
                .setURI("/rpc/v0"));
    socket = opening.toCompletionStage().toCompletableFuture().join();
    socket.textMessageHandler(frames::add);
    socket.closeHandler(end -> closed.countDown());
  }

  @AfterEach
  void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
    manager.close();
  }

  @Test
  void answersEachFrameLikeAPost() throws InterruptedException {
    socket.writeTextMessage("{\"id\":7,\"method\":\"Venus.WdPoStResetJob\",\"params\":[\"nope\"]}");

    assertThat(frames.poll(5, TimeUnit.SECONDS))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":1,\"message\":\"job 'nope' does not"
                + " exist\"}}\n");
  }

  @Test
  void answersAWaitingCallAfterALaterOne() throws InterruptedException {
    socket.writeTextMessage(
        "{\"id\":1,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":5000},1,\"w\"]}");
    socket.writeTextMessage("{\"id\":2,\"method\":\"Venus.WdPoStRemoveJob\",\"params\":[\"x\"]}");

    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"id\":2");
    manager.time.advance(5000);
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"result\":[],\"id\":1");
  }

  @Test
  void takesFramesOfManyMegabytes() throws InterruptedException {
    socket.writeTextMessage(
        "{\"id\":1,\"pad\":\"%s\",\"method\":\"Venus.Version\",\"params\":[]}"
            .formatted("x".repeat(LARGE)));

    assertThat(frames.poll(10, TimeUnit.SECONDS)).contains("\"result\":\"v");
  }

  @Test
  void takesAMessageInSeveralFrames() throws InterruptedException {
    socket.writeFrame(WebSocketFrame.textFrame("{\"id\":1,\"method\":\"Venus.Ver", false));
    socket.writeFrame(
        WebSocketFrame.continuationFrame(Buffer.buffer("sion\",\"params\":[]}"), true));

    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"result\":\"v");
  }

  @Test
  void dropsTheConnectionOfAPeerThatSendsNoJson() throws InterruptedException {
    socket.writeTextMessage("nonsense");

    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(frames).isEmpty();
  }

  @Test
  void endsACancelledLongPollAndGivesItsJobToTheNext() throws InterruptedException {
    socket.writeTextMessage(waiting(1));
    awaitWaiting(1);

    socket.writeTextMessage("{\"method\":\"xrpc.cancel\",\"params\":[1]}");

    assertThat(frames.poll(5, TimeUnit.SECONDS))
        .contains("\"id\":1,\"error\":{\"code\":1,\"message\":\"context canceled\"}");
    awaitWaiting(0);
    create(1);
    socket.writeTextMessage(waiting(2));
    assertThat(frames.poll(5, TimeUnit.SECONDS))
        .contains("\"result\":[{\"Id\":")
        .contains(",\"id\":2");
  }

  @Test
  void givesBackAJobThatWasClaimedForACancelledCall() throws InterruptedException {
    for (int round = 0; round < 30; round++) {
      socket.writeTextMessage(waiting(round));
      if (round % 2 == 0) {
        create(round);
      } else {
        socket.writeTextMessage(
            "{\"method\":\"Venus.WdPoStCreateJob\",\"params\":[{\"Input\":%s}]}"
                .formatted(input(round)));
      }
      socket.writeTextMessage("{\"method\":\"xrpc.cancel\",\"params\":[%d]}".formatted(round));
      String answer = frames.poll(5, TimeUnit.SECONDS);

      assertThat(answer).isNotNull();
      if (answer.contains("context canceled")) {
        Awaitility.await().until(() -> states().stream().noneMatch("running"::equals));
      }
      manager
          .result("WdPoStAllJobs", "[]")
          .get("Jobs")
          .forEach(
              job -> manager.result("WdPoStRemoveJob", "[%s]".formatted(job.get("Id").toString())));
    }
  }

  @Test
  void ignoresTheCancelOfACallThatItDoesNotKnow() throws InterruptedException {
    socket.writeTextMessage("{\"method\":\"xrpc.cancel\",\"params\":[77]}");
    socket.writeTextMessage("{\"method\":\"xrpc.cancel\",\"params\":[]}");
    socket.writeTextMessage("{\"id\":1,\"method\":\"Venus.Version\",\"params\":[]}");

    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"result\":\"v").contains("\"id\":1");
    assertThat(frames).isEmpty();
  }

  private static String waiting(int id) {
    return "{\"id\":%d,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":50000},1,\"w\"]}"
        .formatted(id);
  }

  private void create(int seed) {
    manager.result("WdPoStCreateJob", "[{\"Input\":%s}]".formatted(input(seed)));
  }

  private static String input(int seed) {
    return new String(CanonicalInput.bytes(Jobs.input(1000, seed, 2)), StandardCharsets.UTF_8);
  }

  private List<String> states() {
    List<String> states = new ArrayList<>();
    manager
        .result("WdPoStAllJobs", "[]")
        .get("Jobs")
        .forEach(job -> states.add(job.get("State").asText()));
    return states;
  }

  private void awaitWaiting(int count) {
    String series = "wdpost_claims_waiting %d.0".formatted(count);
    Awaitility.await().until(() -> manager.get("/metrics").body().contains(series));
  }
}
