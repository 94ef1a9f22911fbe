package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.wire.JobOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;
  private Path deep;
  private Spool spool;

  @BeforeEach
  void setUp() {
    deep = folder.resolve("a/b");
    spool = new Spool(deep, "http://m:1/rpc/v0");
  }

  @Test
  void keepsWhatItIsGivenUntilItIsDropped() throws Exception {
    JobOutput output = new JobOutput(List.of(new byte[] {-1, 2}), List.of(-1L));
    spool.keep("j.1", output);
    spool.keep("j.1", output);

    ProofResult left = spool.left().get(0).result();
    assertThat(left.id()).isEqualTo("j.1");
    assertThat(left.reason()).isEmpty();
    assertThat(left.output())
        .satisfies(
            read -> {
              assertThat(read.proofList().get(0)).containsExactly(-1, 2);
              assertThat(read.faultList()).containsExactly(-1L);
            });

    spool.drop("j.1");
    spool.drop("j.1");
    assertThat(spool.left()).isEmpty();
  }

  @Test
  void takesAnyIdAndStaysInItsFolder() throws Exception {
    List<String> ids = List.of("", "..", "../../x", ".hidden", "a b", "x".repeat(5_000), "\0", "é");
    for (String id : ids) {
      spool.keep(id, TestJobs.output());
    }

    assertThat(spool.left())
        .extracting(left -> left.result().id())
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(folder).isDirectoryNotContaining("glob:**x*");
  }

  @Test
  void tellsForeignFilesAndLeavesHalfOnesAlone() throws Exception {
    spool.keep("good", TestJobs.output());
    Files.writeString(deep.resolve("half.json.tmp"), "{\"Manager\":");
    Files.writeString(deep.resolve("rubbish.json"), "{\"Manager\":");
    new Spool(deep, "http://other:1/rpc/v0").keep("other", TestJobs.output());

    assertThat(spool.left())
        .extracting(left -> left.result().id() + " " + left.foreign())
        .containsExactlyInAnyOrder("good false", "other true");
    assertThat(deep.resolve("rubbish.json")).exists();
    assertThat(deep.resolve("other.json")).exists();
  }

  @Test
  void removesHalfFilesOfCrashedRunsButNoneThatAnotherWorkerMayBeWriting() throws Exception {
    Files.createDirectories(deep);
    Path old = Files.writeString(deep.resolve("old.json.tmp"), "{");
    Files.setLastModifiedTime(
        old, FileTime.from(Files.getLastModifiedTime(old).toInstant().minusSeconds(90)));
    Path fresh = Files.writeString(deep.resolve("fresh.json.tmp"), "{");

    assertThat(spool.prepare()).isTrue();

    assertThat(deep).isDirectoryContaining(fresh::equals);
    assertThat(deep.toFile().list()).containsExactly("fresh.json.tmp");
  }

  @Test
  void saysAtTheStartThatItCannotBeWritten() throws Exception {
    Files.createDirectories(deep.getParent());
    Files.writeString(deep, "a file");

    assertThat(spool.prepare()).isFalse();
  }

  @Test
  void isEmptyWithoutItsFolder() throws Exception {
    assertThat(spool.left()).isEmpty();
    spool.drop("j.1");
  }

  @Test
  void saysWhatKeepsItFromWriting() throws Exception {
    Files.createDirectories(deep.getParent());
    Files.writeString(deep, "a file");

    assertThatThrownBy(() -> spool.keep("j.1", TestJobs.output()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(deep.toString());
  }
}
