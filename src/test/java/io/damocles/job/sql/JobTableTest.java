package io.damocles.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.AttemptResult.Failure;
import io.damocles.job.AttemptResult.Success;
import io.damocles.job.ClaimRequest;
import io.damocles.job.JobRules;
import io.damocles.job.JobState;
import io.damocles.job.NewJob;
import io.damocles.job.Standing;
import io.damocles.job.Standing.Kind;
import io.damocles.testing.Jobs;
import io.damocles.testing.ManualTimeline;
import io.damocles.time.Moment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTableTest {
  private static final long START = 1_700_000_000_000L;
  private static final ClaimRequest ANY = new ClaimRequest("w", Set.of(), Set.of(), 1);
  private static final Success PROOF = new Success(new byte[] {1}, 0);

  @TempDir Path folder;
  private final ManualTimeline time = new ManualTimeline(START);
  private Connection connection;
  private JobTable table;
  private Sql sql;

  @BeforeEach
  void open() throws SQLException {
    connection = Database.open(folder.resolve("jobs.db")).connect();
    JobRules rules = new JobRules(2, Duration.ofSeconds(15), Duration.ofHours(25));
    table = new JobTable(connection, () -> rules);
    sql = new Sql(connection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void createsTheSameInputOnce() throws SQLException {
    assertThat(create(Jobs.job(1))).isTrue();
    assertThat(create(Jobs.job(1))).isFalse();
    assertThat(create(Jobs.job(2))).isTrue();
  }

  @Test
  void claimsEachJobOnce() throws SQLException {
    create(Jobs.job(1));

    assertThat(claim("a")).hasSize(1);
    assertThat(claim("b")).isEmpty();
  }

  @Test
  void claimsTheJobThatMustStartFirst() throws SQLException {
    NewJob late = Jobs.job(1000, 1, START + 3_600_000);
    NewJob soon = Jobs.job(1000, 2, START + 1_800_000);
    NewJob never = Jobs.job(1000, 3, NewJob.NEVER);
    for (NewJob job : List.of(never, late, soon)) {
      create(job);
      time.advance(1);
    }

    assertThat(List.of(claimOne("w").job(), claimOne("w").job(), claimOne("w").job()))
        .containsExactly(soon.id(), late.id(), never.id());
  }

  @Test
  void claimsOnlyWhatTheWorkerMayAndCan() throws SQLException {
    create(Jobs.job(1000, 1, NewJob.NEVER));

    assertThat(claim(new ClaimRequest("w", Set.of(2000L), Set.of(), 1))).isEmpty();
    assertThat(claim(new ClaimRequest("w", Set.of(), Set.of("StackedDrgWindow32GiBV1_2"), 1)))
        .isEmpty();
    assertThat(
            claim(
                new ClaimRequest(
                    "w", Set.of(2000L, 1000L), Set.of("StackedDrgWindow2KiBV1_2", "x"), 1)))
        .hasSize(1);
  }

  @Test
  void givesManyWaitingWorkersOfTheSameKindOneJobEachInTheirOrder() throws SQLException {
    NewJob late = Jobs.job(1000, 1, START + 3_600_000);
    NewJob soon = Jobs.job(1000, 2, START + 1_800_000);
    create(late);
    create(soon);
    ClaimRequest one = new ClaimRequest("a", Set.of(1L, 2L, 1000L), Set.of(), 1);

    List<List<Claimed>> answers = table.claims().claim(List.of(one, one, one), time.now());

    assertThat(answers.get(0).get(0).attempt().job()).isEqualTo(soon.id());
    assertThat(answers.get(1).get(0).attempt().job()).isEqualTo(late.id());
    assertThat(answers.get(2)).isEmpty();
  }

  @Test
  void servesWaitingWorkersInTheirOrderAndSkipsThoseWhoCannotFindAnything() throws SQLException {
    create(Jobs.job(1000, 1, NewJob.NEVER));
    ClaimRequest any = new ClaimRequest("a", Set.of(), Set.of(), 1);
    ClaimRequest other = new ClaimRequest("b", Set.of(7L), Set.of(), 1);
    ClaimRequest anyToo = new ClaimRequest("c", Set.of(), Set.of(), 1);

    List<List<Claimed>> answers = table.claims().claim(List.of(other, any, anyToo), time.now());

    assertThat(answers).extracting(List::size).containsExactly(0, 1, 0);
  }

  @Test
  void neverHandsOutAJobPastItsClose() throws SQLException {
    NewJob job = Jobs.job(1000, 1, START + 1000);
    create(job);

    time.advance(1000);

    assertThat(claim("w")).isEmpty();
    assertThat(table.sweeps().expire(time.now().wall())).containsExactly(job.id());
    assertThat(state(job.id())).isEqualTo(JobState.EXPIRED);
    assertThat(reason(job.id())).isEqualTo("deadline closed");
  }

  @Test
  void expiresARunningJobAndTellsItsWorkerToStop() throws SQLException {
    NewJob job = Jobs.job(1000, 1, START + 1000);
    create(job);
    AttemptId attempt = claimOne("w");

    time.advance(1000);
    assertThat(table.attempts().heartbeat(attempt, time.now()).kind()).isEqualTo(Kind.STALE);
    assertThat(finish(attempt, PROOF).kind()).isEqualTo(Kind.STALE);
    table.sweeps().expire(time.now().wall());

    assertThat(table.attempts().heartbeat(attempt, time.now()).message())
        .contains("expired")
        .contains(job.id());
  }

  @Test
  void keepsTheLeaseOfAWorkerThatBeats() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    AttemptId attempt = claimOne("w");

    for (int i = 0; i < 10; i++) {
      time.advance(14_000);
      assertThat(table.attempts().heartbeat(attempt, time.now()).kind()).isEqualTo(Kind.ACCEPTED);
      assertThat(table.sweeps().lapse(time.now())).isEmpty();
    }
    assertThat(state(job.id())).isEqualTo(JobState.RUNNING);
  }

  @Test
  void requeuesAJobWhoseHeartbeatStopped() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    AttemptId first = claimOne("dead");

    time.advance(14_999);
    assertThat(table.sweeps().lapse(time.now())).isEmpty();
    time.advance(1);
    assertThat(table.sweeps().lapse(time.now())).containsExactly(first);

    AttemptId second = claimOne("alive");
    assertThat(second).isEqualTo(new AttemptId(job.id(), 2));
    assertThat(finish(first, PROOF).message())
        .isEqualTo("attempt 1 of job '%s' is over: attempt 2 began".formatted(job.id()));
    assertThat(finish(second, PROOF).isDone()).isTrue();
  }

  @Test
  void failsAJobWhoseTriesAreUsedUpUntilItIsReset() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    for (int i = 0; i < 2; i++) {
      claimOne("dead");
      time.advance(15_000);
      table.sweeps().lapse(time.now());
    }

    assertThat(state(job.id())).isEqualTo(JobState.FAILED);
    assertThat(claim("w")).isEmpty();

    assertThat(table.operations().reset(job.id(), time.now().wall())).isTrue();
    assertThat(claimOne("w").attempt()).isEqualTo(3);
  }

  @Test
  void givesAJobBackToASlowWorkerWhileNobodyElseTookIt() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    AttemptId attempt = claimOne("slow");
    time.advance(20_000);
    table.sweeps().lapse(time.now());
    assertThat(state(job.id())).isEqualTo(JobState.READY);

    assertThat(table.attempts().heartbeat(attempt, time.now()).kind()).isEqualTo(Kind.ACCEPTED);

    assertThat(state(job.id())).isEqualTo(JobState.RUNNING);
    assertThat(claim("other")).isEmpty();
    assertThat(finish(attempt, PROOF).kind()).isEqualTo(Kind.ACCEPTED);
  }

  @Test
  void takesAProofThatComesAfterItsLeaseButBeforeAnotherAttempt() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    AttemptId attempt = claimOne("slow");
    time.advance(20_000);
    table.sweeps().lapse(time.now());

    assertThat(finish(attempt, PROOF).kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(state(job.id())).isEqualTo(JobState.SUCCEEDED);
    assertThat(claim("other")).isEmpty();
  }

  @Test
  void keepsASuccessWhateverComesLater() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    AttemptId attempt = claimOne("w");
    table.attempts().finish(attempt, PROOF, time.now());

    assertThat(finish(attempt, PROOF).kind()).isEqualTo(Kind.REPEATED);
    assertThat(finish(attempt, new Failure("late")).kind()).isEqualTo(Kind.STALE);
    assertThat(table.attempts().heartbeat(attempt, time.now()).kind()).isEqualTo(Kind.STALE);
    assertThat(state(job.id())).isEqualTo(JobState.SUCCEEDED);
    assertThat(reason(job.id())).isEmpty();
  }

  @Test
  void retriesAFailureAfterAPauseAndRemembersTheReason() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    AttemptId attempt = claimOne("w");

    assertThat(finish(attempt, new Failure("boom")).kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(finish(attempt, new Failure("boom")).kind()).isEqualTo(Kind.REPEATED);

    assertThat(claim("w")).isEmpty();
    assertThat(table.sweeps().nextRetry(time.now().steady())).hasValue(1000);
    assertThat(reason(job.id())).isEqualTo("boom");
    time.advance(1000);
    AttemptId second = claimOne("w");
    table.attempts().finish(second, new Failure("boom again"), time.now());
    assertThat(state(job.id())).isEqualTo(JobState.FAILED);
    assertThat(reason(job.id())).isEqualTo("boom again");
  }

  @Test
  void doesNotPauseLongerThanTheDeadlineAllows() {
    assertThat(JobRules.pauseMillis(1, 0, 4_000)).isEqualTo(500);
    assertThat(JobRules.pauseMillis(5, 0, NewJob.NEVER)).isEqualTo(10_000);
    assertThat(JobRules.pauseMillis(1, 5_000, 4_000)).isZero();
  }

  @Test
  void doesNotCountATryThatWasGivenBack() throws SQLException {
    create(Jobs.job(1));
    AttemptId first = claimOne("draining");

    assertThat(table.attempts().release(first, time.now()).kind()).isEqualTo(Kind.ACCEPTED);

    AttemptId second = claimOne("w");
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(tries(second.job())).isEqualTo(1);
    assertThat(table.attempts().heartbeat(first, time.now()).kind()).isEqualTo(Kind.STALE);
  }

  @Test
  void fencesOffTheWorkerOfAJobThatWasResetOrRemovedAndMadeAgain() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    AttemptId first = claimOne("w");
    table.operations().reset(job.id(), time.now().wall());
    assertThat(table.attempts().heartbeat(first, time.now()).kind()).isEqualTo(Kind.STALE);

    AttemptId second = claimOne("w");
    table.operations().remove(job.id(), time.now().wall());
    assertThat(table.attempts().heartbeat(second, time.now()).kind()).isEqualTo(Kind.UNKNOWN);
    create(job);
    AttemptId third = claimOne("w");

    assertThat(third.attempt()).isEqualTo(3);
    assertThat(finish(second, PROOF).kind()).isEqualTo(Kind.STALE);
    assertThat(finish(first, PROOF).kind()).isEqualTo(Kind.STALE);
  }

  @Test
  void knowsNothingOfAttemptsThatNeverWere() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);

    assertThat(table.attempts().heartbeat(new AttemptId(job.id(), 1), time.now()).kind())
        .isEqualTo(Kind.UNKNOWN);
    assertThat(finish(new AttemptId("nope", 1), PROOF).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(table.operations().reset("nope", 0)).isFalse();
    assertThat(table.operations().remove("nope", 0)).isFalse();
  }

  @Test
  void deletesOldJobsOfEveryState() throws SQLException {
    create(Jobs.job(1));
    create(Jobs.job(2));
    create(Jobs.job(1000, 3, START + 1000));
    table.attempts().finish(claimOne("w"), PROOF, time.now());
    claimOne("w");
    time.advance(2000);
    table.sweeps().expire(time.now().wall());

    time.advance(Duration.ofHours(25).toMillis() - 2001);
    assertThat(table.sweeps().cleanUp(time.now().wall())).isEmpty();
    time.advance(1);

    assertThat(table.sweeps().cleanUp(time.now().wall())).hasSize(3);
    assertThat(count("job") + count("job_input") + count("job_output")).isZero();
    table.sweeps().cleanUp(time.now().wall());
    assertThat(count("job_attempt")).isZero();
  }

  @Test
  void startsLeasesAnewWhenTheManagerWasAway() throws SQLException {
    NewJob job = Jobs.job(1);
    create(job);
    claimOne("w");
    time.advance(3_600_000);

    assertThat(table.sweeps().adopt(time.now())).isEqualTo(1);

    assertThat(table.sweeps().lapse(time.now())).isEmpty();
    assertThat(table.sweeps().nextLapse()).hasValue(time.now().steady() + 15_000);
  }

  @Test
  void doesNotDelayARetryWhenTheWallClockIsSetBack() throws SQLException {
    create(Jobs.job(1));
    finish(claimOne("w"), new Failure("boom"));

    time.jump(-86_400_000);
    time.advance(999);
    assertThat(claim("w")).isEmpty();
    time.advance(1);

    assertThat(claim("w")).hasSize(1);
  }

  @Test
  void endsThePausesOfAnEarlierRunAtItsStart() throws SQLException {
    create(Jobs.job(1));
    time.advance(3_600_000);
    finish(claimOne("w"), new Failure("boom"));

    table.sweeps().adopt(new Moment(time.now().wall(), 0));

    assertThat(table.claims().claim(List.of(ANY), new Moment(time.now().wall(), 0)).get(0))
        .hasSize(1);
  }

  @Test
  void keepsLeasesWhenTheWallClockJumps() throws SQLException {
    create(Jobs.job(1));
    AttemptId attempt = claimOne("w");

    time.jump(86_400_000);
    assertThat(table.sweeps().lapse(time.now())).isEmpty();
    time.jump(-2 * 86_400_000);
    assertThat(table.attempts().heartbeat(attempt, time.now()).kind()).isEqualTo(Kind.ACCEPTED);
  }

  private Standing finish(AttemptId attempt, AttemptResult result) throws SQLException {
    return table.attempts().finish(attempt, result, time.now()).standing();
  }

  private boolean create(NewJob job) throws SQLException {
    return table.operations().create(job, time.now().wall());
  }

  private List<AttemptId> claim(String worker) throws SQLException {
    return claim(new ClaimRequest(worker, Set.of(), Set.of(), 1));
  }

  private List<AttemptId> claim(ClaimRequest request) throws SQLException {
    return table.claims().claim(List.of(request), time.now()).get(0).stream()
        .map(Claimed::attempt)
        .toList();
  }

  private AttemptId claimOne(String worker) throws SQLException {
    return claim(worker).get(0);
  }

  private JobState state(String id) throws SQLException {
    return sql.first("SELECT state FROM job WHERE id = ?", row -> row.getString(1), id)
        .map(JobState::ofColumn)
        .orElseThrow();
  }

  private String reason(String id) throws SQLException {
    return sql.first("SELECT error FROM job WHERE id = ?", row -> row.getString(1), id)
        .orElseThrow();
  }

  private int tries(String id) throws SQLException {
    return sql.first("SELECT tries FROM job WHERE id = ?", row -> row.getInt(1), id).orElseThrow();
  }

  private int count(String name) throws SQLException {
    return sql.first("SELECT COUNT(*) FROM " + name, row -> row.getInt(1)).orElseThrow();
  }
}
