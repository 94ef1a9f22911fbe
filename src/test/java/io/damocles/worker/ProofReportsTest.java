package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProcessorLine;
import io.damocles.prover.ProcessorLineReader;
import io.damocles.prover.ProofWatch.Stage;
import io.damocles.prover.WindowPostOutput;
import io.damocles.testing.Jobs;
import io.damocles.wire.ProofReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofReportsTest {
  private static final WindowPostOutput OUTPUT =
      new WindowPostOutput(
          List.of(new byte[] {1}),
          List.of(2L, 9L),
          Map.of(2L, "missing"),
          Map.of(1L, 40L, 3L, 70L));

  @Test
  void tellsOfEachStoreWhatWasReadAndLeftOut() {
    ProofReport report =
        ProofReports.of(Jobs.input(1000, 1, 3), OUTPUT, Map.of(Stage.SNARK, 5_000L));

    assertThat(report.stageMillis()).isEqualTo(Map.of("SNARK", 5_000L));
    assertThat(report.reads())
        .singleElement()
        .satisfies(
            reads -> {
              assertThat(reads.store()).isEqualTo("store1");
              assertThat(reads.millis()).containsExactlyInAnyOrder(40L, 70L);
            });
    assertThat(report.skipped())
        .containsExactlyInAnyOrder(
            new ProofReport.Skipped("store1", "missing", 1),
            new ProofReport.Skipped("unknown", "unknown", 1));
  }

  @Test
  void aChildTellsItsParentTheSame() throws IOException {
    byte[] line = ProcessorLine.output(7, OUTPUT, true);

    ProcessorLineReader.Done done = (ProcessorLineReader.Done) ProcessorLineReader.answer(line);

    assertThat(done.output().faultCodes()).isEqualTo(OUTPUT.faultCodes());
    assertThat(done.output().readMillis()).isEqualTo(OUTPUT.readMillis());
  }

  @Test
  void aChildTellsDamoclesOnlyWhatItKnows() {
    byte[] line = ProcessorLine.output(7, OUTPUT, false);

    assertThat(new String(line, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":7,\"err_msg\":null,\"output\":{\"proofs\":[\"AQ==\"],\"faults\":[2,9]}}\n");
  }
}
