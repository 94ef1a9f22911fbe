package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.job.sql.Database;
import io.damocles.job.sql.StoreException;
import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system of 3 MiB that fills up, or is read-only. Mounting it needs root, which CI and
 * containers have.
 */
class BadDiskIT {
  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting a file system needs root");
    disk = Files.createDirectory(folder.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", disk.toString());
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() throws IOException {
    try (ManagerFixture manager = ManagerFixture.start(disk)) {
      manager.result("WdPoStCreateJob", request(1));
      String attempt =
          manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]").get(0).get("Id").asText();
      Path filler = disk.resolve("filler");
      fill(filler);

      JsonNode error = null;
      for (int seed = 2; error == null; seed++) {
        error = manager.call("WdPoStCreateJob", request(seed)).get("error");
      }
      assertThat(error.get("code").asInt()).isEqualTo(1);
      assertThat(error.get("message").asText())
          .startsWith("database " + disk.resolve("jobs.db"))
          .endsWith("the disk is full; nothing was stored");

      Files.delete(filler);
      manager.result("WdPoStCreateJob", request(1000));
      manager.result("WdPoStHeartbeatJobs", "[[\"%s\"],\"w\"]".formatted(attempt));
    }
  }

  @Test
  void refusesToStartOnADatabaseThatCannotBeWritten() throws IOException, InterruptedException {
    Path file = disk.resolve("jobs.db");
    Database.open(file);
    run("mount", "-o", "remount,ro", disk.toString());

    assertThatThrownBy(() -> Database.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("database " + file)
        .hasMessageContaining("read-only");
  }

  private static String request(int seed) {
    byte[] json = CanonicalInput.bytes(Jobs.input(1000, seed, 200));
    return "[{\"Input\":%s}]".formatted(new String(json, StandardCharsets.UTF_8));
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + output).isZero();
  }
}
