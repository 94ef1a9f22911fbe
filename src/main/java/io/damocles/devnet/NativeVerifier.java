package io.damocles.devnet;

import io.damocles.chain.SectorOnChainInfo;
import io.damocles.devnet.actor.WindowPostCheck;
import io.damocles.devnet.execution.PostVerifier;
import io.damocles.devnet.gateway.WinningVerifier;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies with the native library; whatever it cannot read is no valid proof. */
final class NativeVerifier implements PostVerifier, WinningVerifier {
  private static final Logger log = LoggerFactory.getLogger(NativeVerifier.class);

  private final NativeProofs proofs;

  NativeVerifier(NativeProofs proofs) {
    this.proofs = proofs;
  }

  @Override
  public boolean verify(WindowPostCheck check) {
    try {
      return proofs.verifyWindowPost(
          SectorStock.TYPE, check.randomness(), check.miner(), check.proof(), commRs(check));
    } catch (ProverException | IllegalArgumentException e) {
      log.warn("proof of miner f0{} cannot be verified: {}", check.miner(), e.getMessage());
      return false;
    }
  }

  private static Map<Long, byte[]> commRs(WindowPostCheck check) {
    return check.sectors().stream()
        .collect(
            Collectors.toMap(
                SectorOnChainInfo::sectorNumber, sector -> sector.sealedCid().digest()));
  }

  @Override
  public int draw(byte[] seed, long miner, int sectors) {
    try {
      return Math.toIntExact(proofs.winningSector(ProofType.WINNING_2KIB, seed, miner, sectors));
    } catch (ProverException e) {
      throw new IllegalStateException("no sector can be drawn: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean verify(byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sector) {
    try {
      return proofs.verifyWinningPost(ProofType.WINNING_2KIB, seed, miner, proof, sector);
    } catch (ProverException | IllegalArgumentException e) {
      log.warn("winning proof of miner f0{} cannot be verified: {}", miner, e.getMessage());
      return false;
    }
  }
}
