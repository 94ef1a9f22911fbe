package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.UnsignedLong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job without its payload, as {@code Venus.WdPoStAllJobs} lists it (times in unix seconds, 0 =
 * none).
 *
 * @param state one of ready2run, running, finished
 * @param input blanked but for the miner, as damocles does
 * @param output always blank
 */
public record JobBrief(
    @JsonProperty("Id") String id,
    @JsonProperty("State") String state,
    @JsonProperty("DeadlineIdx") long deadlineIdx,
    @JsonProperty("Partitions") @Nullable List<Long> partitions,
    @JsonProperty("Input") BlankInput input,
    @JsonProperty("Output") BlankOutput output,
    @JsonProperty("TryNum") long tryNum,
    @JsonProperty("ErrorReason") String errorReason,
    @JsonProperty("WorkerName") String workerName,
    @JsonProperty("StartedAt") long startedAt,
    @JsonProperty("HeartbeatAt") long heartbeatAt,
    @JsonProperty("FinishedAt") long finishedAt,
    @JsonProperty("CreatedAt") long createdAt,
    @JsonProperty("UpdatedAt") long updatedAt,
    @JsonProperty("Sectors") int sectors,
    @JsonProperty("Faults") int faults) {

  /** An input of which only the miner is told. */
  public record BlankInput(
      @JsonProperty("Sectors") @Nullable List<SectorInput> sectors,
      @JsonProperty("MinerId")
          @JsonDeserialize(using = UnsignedLong.Reader.class)
          @JsonSerialize(using = UnsignedLong.Writer.class)
          long minerId,
      @JsonProperty("ProofType") String proofType,
      @JsonProperty("Seed")
          @JsonDeserialize(using = Bytes32.Reader.class)
          @JsonSerialize(using = Bytes32.Writer.class)
          byte[] seed) {

    /** Only the miner of a job. */
    public static BlankInput of(long minerId) {
      return new BlankInput(null, minerId, "", new byte[32]);
    }
  }

  /** An output that tells nothing. */
  public record BlankOutput(
      @JsonProperty("proofs") @Nullable List<byte[]> proofs,
      @JsonProperty("faults") @Nullable List<Long> faults) {

    /** The blank. */
    public static final BlankOutput BLANK = new BlankOutput(null, null);
  }
}
