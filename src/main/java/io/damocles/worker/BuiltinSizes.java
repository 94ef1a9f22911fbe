package io.damocles.worker;

import io.damocles.config.ByteSize;
import io.damocles.config.ConfigException;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ParameterStatus;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which sectors the builtin prover has parameters for, so that it asks for no others. */
final class BuiltinSizes {
  private static final Logger log = LoggerFactory.getLogger(BuiltinSizes.class);

  private BuiltinSizes() {}

  /**
   * Sector sizes in bytes.
   *
   * @throws ConfigException naming the missing files, if there are parameters for none
   */
  static Set<Long> of(NativeProofs proofs) throws ProverException {
    Set<Long> sizes = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    for (ProofType type : ProofType.values()) {
      if (type.isWindow()) {
        ParameterStatus status = proofs.parameterStatus(type);
        if (status.canProve()) {
          sizes.add(type.sectorSize());
        } else {
          problems.add(
              type.wireName()
                  + ": "
                  + (status.problem() == null ? status.parameters() : status.problem()));
        }
      }
    }
    if (sizes.isEmpty()) {
      throw new ConfigException(
          "worker.parameter_dir: there are no parameters for any window proof: " + problems);
    }
    log.info("parameters are there for sectors of {}", sizes.stream().map(ByteSize::new).toList());
    return sizes;
  }
}
