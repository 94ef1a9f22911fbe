package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker process with a small heap, whose slots are all busy with large jobs. */
class HeartbeatRhythmIT {
  private static final Logger log = LoggerFactory.getLogger(HeartbeatRhythmIT.class);
  private static final int SLOTS = 4;
  private static final int SECTORS = 2349;
  private static final int BEATS = 8;
  private static final String HEAP = "-Xmx32m";

  /** Three seconds are asked for; a lease lasts fifteen. */
  private static final long LONGEST_GAP_MILLIS = 4_500;

  @TempDir Path folder;
  private RecordingManager manager;
  private WorkerProcess worker;

  @BeforeEach
  void setUp() throws Exception {
    manager = new RecordingManager().beats();
    ArrayNode large = largeJob();
    AtomicInteger number = new AtomicInteger();
    manager.on(
        "Venus.WdPoStAllocateJobs",
        params -> {
          ObjectNode job = ((ObjectNode) large.get(0)).objectNode();
          job.put("Id", "j" + number.incrementAndGet() + ".1")
              .set("Input", large.get(0).get("Input"));
          return RecordingManager.JSON.createArrayNode().add(job);
        });
    String child =
        """
        [[processors.window_post]]
        bin = "%s"
        args = ["-Xmx192m", "-cp", "%s", "%s"]
        stable_wait = "60s"
        concurrent = %d
        """
            .formatted(
                WorkerProcess.JAVA, WorkerProcess.CLASS_PATH, BusyChild.class.getName(), SLOTS);
    Path config =
        TestWorker.config(
            folder,
            manager.address(),
            TestWorker.freePort(),
            "[[sealing_thread]]\nplan = \"wdpost\"\n".repeat(SLOTS) + child);
    worker = WorkerProcess.start(config, HEAP, "-Xlog:gc:file=" + folder.resolve("gc.log"));
  }

  @AfterEach
  void tearDown() {
    worker.destroy();
    manager.close();
  }

  @Test
  void beatsEveryThreeSecondsThoughAllSlotsAreBusyAndTheHeapIsShort() throws Exception {
    await().atMost(Duration.ofSeconds(90)).until(() -> manager.calls("WdPoStBeat").size() > BEATS);

    List<Long> gaps = gaps();
    long pauses = pauses();
    log.warn("gaps={} collections={} heap={}", gaps, pauses, HEAP);
    assertThat(gaps).allSatisfy(gap -> assertThat(gap).isLessThan(LONGEST_GAP_MILLIS));
    assertThat(manager.calls("WdPoStFinishJob"))
        .as(worker.logText())
        .hasSizeGreaterThan(SLOTS * 2)
        .allSatisfy(call -> assertThat(call.params().get(2).asText()).isEmpty());
    assertThat(pauses).as("collections").isPositive();
    assertThat(worker.logText()).doesNotContain("OutOfMemoryError");
  }

  private List<Long> gaps() {
    List<RecordingManager.Call> beats = manager.calls("WdPoStBeat");
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < beats.size(); i++) {
      gaps.add(beats.get(i).atMillis() - beats.get(i - 1).atMillis());
    }
    return gaps;
  }

  private long pauses() throws Exception {
    return Files.readAllLines(folder.resolve("gc.log")).stream()
        .filter(line -> line.contains("Pause"))
        .count();
  }

  /** As large as a partition of 32GiB sectors. */
  private static ArrayNode largeJob() {
    ObjectNode job = (ObjectNode) TestJobs.job("j", "s1");
    ArrayNode sectors = (ArrayNode) job.get("Input").get("Sectors");
    for (int i = 2; i <= SECTORS; i++) {
      ObjectNode sector = sectors.get(0).deepCopy();
      sectors.add(sector.put("SectorId", i));
    }
    return RecordingManager.JSON.createArrayNode().add(job);
  }
}
