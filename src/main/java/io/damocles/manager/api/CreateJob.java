package io.damocles.manager.api;

import io.damocles.job.JobId;
import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import io.damocles.manager.JobService;
import io.damocles.prover.ProofType;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.CanonicalInput;
import io.damocles.wire.CreateJobRequest;
import io.damocles.wire.JobInput;
import io.damocles.wire.Json;
import io.damocles.wire.SectorInput;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code Venus.WdPoStCreateJob(request)}, an extension (design D11): makes a job of an input as the
 * poster builds it and answers its id; the same input again answers the same id.
 */
public final class CreateJob implements RpcMethod {
  private static final int LONGEST_STORE_NAME = 255;
  private static final int MASKED_BITS = 0xc0;
  private static final long LATEST_SECONDS = Long.MAX_VALUE / 1000 - 1;

  private final JobService jobs;

  public CreateJob(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "Venus.WdPoStCreateJob";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public RpcPermission permission() {
    return RpcPermission.ADMIN;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    CreateJobRequest request =
        Parameters.required(call, 0, "CreateJobRequest", CreateJobRequest.class);
    NewJob job = parse(request);
    return jobs.create(job).map(created -> RpcResult.of(Json.write(job.id())));
  }

  private static NewJob parse(CreateJobRequest request) {
    JobInput input = request.input();
    check(input);
    checkIndexes(request);
    byte[] canonical = CanonicalInput.bytes(input);
    return new NewJob(
        JobId.of(canonical),
        canonical,
        input.minerId(),
        input.proofType(),
        input.sectors().size(),
        request.deadlineIdx(),
        request.partitions() == null ? List.of() : request.partitions(),
        closeAt(request.closeAt()),
        expectedMillis(request.expectedSeconds()));
  }

  private static void check(JobInput input) {
    Optional<ProofType> type = ProofType.byName(input.proofType());
    if (type.isEmpty() || !type.get().isWindow()) {
      throw RpcCode.FAILED.exception(
          "Input.ProofType '%s' is no window proof, expected one such as %s"
              .formatted(input.proofType(), ProofType.WINDOW_32GIB_V1_2.wireName()));
    }
    if (input.sectors().isEmpty()) {
      throw RpcCode.FAILED.exception("Input.Sectors is empty, expected at least one sector");
    }
    input.sectors().forEach(CreateJob::checkSector);
    if ((input.seed()[input.seed().length - 1] & MASKED_BITS) != 0) {
      throw RpcCode.FAILED.exception(
          "Input.Seed[31] is %d, expected at most 63 (the two high bits must be cleared)"
              .formatted(input.seed()[input.seed().length - 1] & 0xff));
    }
  }

  private static void checkIndexes(CreateJobRequest request) {
    if (request.deadlineIdx() < 0) {
      throw RpcCode.FAILED.exception(
          "DeadlineIdx is %d, expected 0 or more".formatted(request.deadlineIdx()));
    }
    List<Long> partitions = request.partitions() == null ? List.of() : request.partitions();
    if (partitions.stream().anyMatch(partition -> partition < 0)) {
      throw RpcCode.FAILED.exception("Partitions is %s, expected 0 or more".formatted(partitions));
    }
  }

  private static void checkSector(SectorInput sector) {
    int longest =
        Math.max(sector.accesses().sealedFile().length(), sector.accesses().cacheDir().length());
    if (longest > LONGEST_STORE_NAME) {
      throw RpcCode.FAILED.exception(
          "sector %s names a store with %d characters, at most %d are allowed"
              .formatted(Long.toUnsignedString(sector.sectorId()), longest, LONGEST_STORE_NAME));
    }
  }

  private static long closeAt(@Nullable Long seconds) {
    if (seconds == null || seconds == 0) {
      return NewJob.NEVER;
    }
    if (seconds < 0 || seconds > LATEST_SECONDS) {
      throw RpcCode.FAILED.exception("CloseAt is %d, expected unix seconds".formatted(seconds));
    }
    return Duration.ofSeconds(seconds).toMillis();
  }

  private static long expectedMillis(@Nullable Long seconds) {
    if (seconds == null || seconds == 0) {
      return JobRules.DEFAULT_EXPECTED.toMillis();
    }
    if (seconds < 0 || seconds > Duration.ofDays(1).toSeconds()) {
      throw RpcCode.FAILED.exception(
          "ExpectedSeconds is %d, expected 1 to 86400".formatted(seconds));
    }
    return Duration.ofSeconds(seconds).toMillis();
  }
}
