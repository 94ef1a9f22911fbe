package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand workers wait for a job at once, each on a connection of its own. */
class ManyWaitingWorkersTest {
  private static final int WORKERS = 1_000;
  private static final int JOBS = 100;
  private static final int WAIT_MILLIS = 10_000;
  private static final int PATIENCE_MILLIS = 5_000;
  private static final Pattern ID = Pattern.compile("\"Id\":\"([^\"]+)\"");

  @TempDir Path home;

  @Test
  void eachIsAnsweredQuicklyWithAJobOrWithNone() throws IOException {
    List<Socket> workers = new ArrayList<>();
    try (ManagerFixture manager = ManagerFixture.start(home)) {
      for (int i = 0; i < WORKERS; i++) {
        workers.add(ask(manager.port(), "w" + i));
      }
      manager.awaitWaiting(WORKERS);

      List<String> created = create(manager);
      manager.awaitWaiting(WORKERS - JOBS);
      manager.time.advance(WAIT_MILLIS);

      List<String> claimed = new ArrayList<>();
      for (Socket worker : workers) {
        String answer = answer(worker);
        Matcher id = ID.matcher(answer);
        if (id.find()) {
          claimed.add(id.group(1));
        } else {
          assertThat(answer).contains("\"result\":[]");
        }
      }
      assertThat(claimed).containsExactlyInAnyOrderElementsOf(created);
    } finally {
      for (Socket worker : workers) {
        worker.close();
      }
    }
  }

  private static Socket ask(int port, String name) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    String body =
        "{\"id\":1,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":%d},1,\"%s\"]}"
            .formatted(WAIT_MILLIS, name);
    String request =
        "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket worker) throws IOException {
    return new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Answers the ids of the first attempts at the jobs. */
  private static List<String> create(ManagerFixture manager) {
    List<CompletableFuture<JsonNode>> creations = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      String input =
          new String(CanonicalInput.bytes(Jobs.input(1037, i, 2)), StandardCharsets.UTF_8);
      creations.add(manager.callLater("WdPoStCreateJob", "[{\"Input\":%s}]".formatted(input)));
    }
    return creations.stream().map(one -> one.join().get("result").asText() + ".1").toList();
  }
}
