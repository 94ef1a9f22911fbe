package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.prover.ProofType;
import io.damocles.wire.JobOutput;
import io.damocles.wire.ProofBytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition's proof, ready to be sent.
 *
 * @param skipped sectors that the chain expects and the proof has not
 * @param faults those of them that the worker found bad
 */
record Proven(PartitionLink link, ProofType type, byte[] proof, BitField skipped, BitField faults) {
  private static final Logger log = LoggerFactory.getLogger(Proven.class);

  static Proven of(PartitionLink link, ProofType type, JobOutput output) {
    BitField faults = BitField.of(output.faultList().stream().mapToLong(Long::longValue).toArray());
    return new Proven(
        link, type, ProofBytes.joined(output.proofList()), link.skipped().plus(faults), faults);
  }

  long partition() {
    return link.partition();
  }

  /** Says so in the log. */
  void tell(Duty duty) {
    if (faults.isEmpty()) {
      log.info("{} partition={} job={} proven", duty, partition(), link.job());
    } else {
      log.warn(
          "{} partition={} job={} proven without sectors {}",
          duty,
          partition(),
          link.job(),
          faults);
    }
  }
}
