package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread's {@code <location>/config.toml} in a running worker (spec damocles-worker.md §2.6). */
class HotConfigurationTest {
  private static final String THREAD =
      """
      [sealing]
      allowed_miners = [1]
      [[sealing_thread]]
      plan = "wdpost"
      location = "%s"
      sealing.recover_interval = "50ms"
      """;

  @TempDir Path folder;
  private Path file;
  private RecordingManager manager;
  private TestWorker worker;
  private long writes;

  @BeforeEach
  void setUp() throws Exception {
    Path location = Files.createDirectory(folder.resolve("thread"));
    file = location.resolve("config.toml");
    manager = new RecordingManager().beats();
    worker =
        TestWorker.create(
            folder, manager.address(), THREAD.formatted(location), new ScriptedProver());
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    manager.close();
  }

  @Test
  void countsFromTheFirstAsk() throws Exception {
    write("[sealing]\nallowed_miners = [5]\n");

    start();

    await().until(() -> !asks().isEmpty());
    assertThat(asks().get(0)).isEqualTo("[5]");
  }

  @Test
  void isTakenWhileTheThreadIsIdleAndLeftAgain() throws Exception {
    start();
    await().until(() -> asks().contains("[1]"));

    write("sealing.allowed_miners = [2, 18446744073709551615]\n");
    await().until(() -> lastAsk().equals("[2,18446744073709551615]"));

    Files.delete(file);
    await().until(() -> lastAsk().equals("[1]"));
  }

  @Test
  void aBrokenOneChangesNothing() throws Exception {
    write("sealing.allowed_miners = [2]\n");
    start();
    await().until(() -> asks().contains("[2]"));

    write("sealing.allowed_miners = \"2\"\n");
    int asked = asks().size();
    await().until(() -> asks().size() > asked + 3);

    assertThat(lastAsk()).isEqualTo("[2]");
    write("sealing.allowed_miners = [3]\n");
    await().until(() -> lastAsk().equals("[3]"));
  }

  @Test
  void oneThatCannotBeReadInTimeKeepsNobodyFromAsking() throws Exception {
    new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
    start();

    await().until(() -> asks().size() > 3);

    assertThat(lastAsk()).isEqualTo("[1]");
    Files.writeString(file, "sealing.allowed_miners = [4]\n");
    await().until(() -> lastAsk().equals("[4]"));
  }

  private void start() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);
  }

  private String lastAsk() {
    List<String> asks = asks();
    return asks.get(asks.size() - 1);
  }

  /** The miners of each ask. */
  private List<String> asks() {
    return manager.calls("WdPoStAllocateJobs").stream()
        .map(call -> call.params().get(0).get("AllowedMiners"))
        .map(JsonNode::toString)
        .toList();
  }

  private void write(String text) throws Exception {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.setLastModifiedTime(next, FileTime.fromMillis(1_000_000 + 1_000 * ++writes));
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
