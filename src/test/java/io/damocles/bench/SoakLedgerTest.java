package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakLedgerTest {
  @TempDir Path folder = Path.of("");
  private final SoakLedger ledger = new SoakLedger();

  @BeforeEach
  void createOneJob() {
    ledger.created("j", 0);
  }

  @Test
  void findsNothingWrongWithAJobThatSucceededOnce() throws Exception {
    ledger.accepted("j.2", "w1", true);
    ledger.accepted("j.2", "w1", true);

    assertThat(
            problems(List.of(job("finished", "w1", "", 0)), "job=j attempt=2 succeeded faults=0"))
        .isEmpty();
  }

  @Test
  void findsAJobThatIsGone() throws Exception {
    assertThat(problems(List.of(), "")).anyMatch(problem -> problem.contains("job j is gone"));
  }

  @Test
  void findsAJobWithoutAProof() throws Exception {
    assertThat(problems(List.of(job("running", "w1", "", 0)), "")).hasSize(1);
    assertThat(problems(List.of(job("finished", "w1", "broke", 0)), "")).hasSize(1);
    assertThat(problems(List.of(job("finished", "w1", "", 1)), "")).hasSize(1);
  }

  @Test
  void findsAResultOfAnotherWorkerThanTheOneThatWasAcknowledged() throws Exception {
    ledger.accepted("j.1", "w1", true);

    assertThat(problems(List.of(job("finished", "w2", "", 0)), "")).hasSize(1);
  }

  @Test
  void findsTwoAttemptsThatWereAcceptedAndAWrongProof() throws Exception {
    ledger.accepted("j.1", "w1", true);
    ledger.accepted("j.2", "w1", false);

    assertThat(problems(List.of(job("finished", "w1", "", 0)), "")).hasSize(2);
  }

  @Test
  void findsASecondSuccessInTheManagersLog() throws Exception {
    assertThat(
            problems(
                List.of(job("finished", "w1", "", 0)),
                "x job=j attempt=1 succeeded faults=0\nx job=j attempt=2 succeeded faults=0"))
        .containsExactly("job j succeeded twice");
  }

  private List<String> problems(List<JobBrief> table, String log) throws IOException {
    return ledger.problems(table, Files.writeString(folder.resolve("log"), log));
  }

  private static JobBrief job(String state, String worker, String error, int faults) {
    return new JobBrief(
        "j",
        state,
        0,
        List.of(),
        JobBrief.BlankInput.of(1),
        JobBrief.BlankOutput.BLANK,
        1,
        error,
        worker,
        0,
        0,
        0,
        0,
        0,
        2,
        faults);
  }
}
