package io.damocles.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineDumpsTest {
  private final LineDumps dumps = new LineDumps();
  @TempDir Path folder;

  @Test
  void writesLinesOfTheChildThatIsAskedForAndOfNoOther() throws Exception {
    dumps.enable(7, folder);

    assertThat(dumps.keep(7, bytes("rubbish"))).isTrue();
    assertThat(dumps.keep(8, bytes("rubbish"))).isFalse();
    dumps.disable(7);
    assertThat(dumps.keep(7, bytes("more"))).isFalse();

    Path file = files().get(0);
    assertThat(files()).hasSize(1);
    assertThat(file).hasContent("rubbish");
    assertThat(file.getFileName().toString())
        .matches("ext-processor-err-resp-7-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json");
  }

  @Test
  void leavesTheLineToTheLogIfTheFolderIsGone() {
    dumps.enable(7, folder.resolve("none"));

    assertThat(dumps.keep(7, bytes("rubbish"))).isFalse();
  }

  @Test
  void doesNotFillTheDisk() throws Exception {
    dumps.enable(7, folder);

    for (int i = 0; i < 150; i++) {
      dumps.keep(7, bytes("rubbish"));
    }

    assertThat(files()).hasSize(100);
  }

  @Test
  void aChildsUnreadableLinesAreKeptAndOneWithANumberEndsItsRequest() throws Exception {
    String script =
        TestChildren.answering(
            "while [ ! -e "
                + folder
                + "/go ]; do sleep 0.05; done\n"
                + "echo '{\"id\":'$id',\"output\":5'\n");
    try (ExternalProver prover =
        new ExternalProver(
            List.of(TestChildren.child(folder, "c", script)), "none", Map.of(), Map.of(), dumps)) {
      prover.start().get(5, TimeUnit.SECONDS);
      long pid = Long.parseLong(prover.describe().replaceAll("\\D", ""));
      dumps.enable(pid, Files.createDirectory(folder.resolve("dumps")));
      Files.createFile(folder.resolve("go"));

      assertThatThrownBy(
              () ->
                  prover.windowPost(
                      new WindowPostTask(1000, ProofType.WINDOW_2KIB, List.of(), new byte[32]),
                      ProofWatch.NONE))
          .hasMessageContaining("cannot be read");
      await()
          .untilAsserted(
              () -> {
                try (var kept = Files.list(folder.resolve("dumps"))) {
                  assertThat(kept)
                      .singleElement()
                      .satisfies(file -> assertThat(file).hasContent("{\"id\":1,\"output\":5"));
                }
              });
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
