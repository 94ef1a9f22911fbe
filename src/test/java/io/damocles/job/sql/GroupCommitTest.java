package io.damocles.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.job.JobRules;
import io.damocles.testing.Jobs;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  @TempDir Path folder;
  private Database database;
  private GroupCommit writer;

  @BeforeEach
  void start() {
    JobRules rules = new JobRules(2, Duration.ofSeconds(15), Duration.ofHours(25));
    database = Database.open(folder.resolve("jobs.db"));
    writer = GroupCommit.start(database, () -> rules);
  }

  @AfterEach
  void stop() {
    writer.close();
  }

  @Test
  void answersOnlyAfterOthersCanReadTheWrite() throws SQLException {
    for (int i = 0; i < 20; i++) {
      int seed = i;
      submit(table -> table.operations().create(Jobs.job(seed), 0)).join();
      assertThat(jobs()).isEqualTo(i + 1);
    }
  }

  @Test
  void undoesOnlyTheWriteThatFails() throws SQLException {
    CountDownLatch block = new CountDownLatch(1);
    CompletableFuture<Boolean> blocked = submit(table -> waitFor(block));
    CompletableFuture<Boolean> before = submit(table -> table.operations().create(Jobs.job(1), 0));
    CompletableFuture<Boolean> broken =
        submit(
            table -> {
              table.operations().create(Jobs.job(2), 0);
              throw new SQLException("broken");
            });
    CompletableFuture<Boolean> after = submit(table -> table.operations().create(Jobs.job(3), 0));
    block.countDown();

    assertThat(blocked.join()).isTrue();
    assertThat(before.join()).isTrue();
    assertThat(after.join()).isTrue();
    assertThatThrownBy(broken::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("jobs.db")
        .hasMessageContaining("broken");
    assertThat(jobs()).isEqualTo(2);
  }

  @Test
  void finishesWhatWaitsBeforeItCloses() throws SQLException {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int seed = i;
      all.add(submit(table -> table.operations().create(Jobs.job(seed), 0)));
    }

    writer.close();

    all.forEach(one -> assertThat(one.join()).isTrue());
    assertThat(jobs()).isEqualTo(1000);
    assertThatThrownBy(() -> submit(table -> true).join()).hasMessageContaining("closed");
  }

  private <T> CompletableFuture<T> submit(GroupCommit.Write<T> write) {
    return writer.submit(write).toCompletableFuture();
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int jobs() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM job")) {
      return rows.getInt(1);
    }
  }
}
