package io.damocles.poster.winning;

import io.damocles.chain.Address;
import io.damocles.prover.ProofType;
import java.util.HexFormat;

/**
 * One winning proof.
 *
 * @param miner actor id, unsigned 64 bits
 * @param height the epoch whose block it is for
 * @param seed 32 bytes, a field element
 * @param sector number of the drawn one, unsigned 64 bits
 * @param upgrade whether it was upgraded, so that its files lie in folders of their own
 * @param commR 32 bytes
 */
public record WinningTask(
    ProofType type,
    long miner,
    long height,
    byte[] seed,
    long sector,
    boolean upgrade,
    byte[] commR) {

  /** Equal for questions that have the same proof. */
  record Key(long miner, long height, long sector, String commR, String seed) {}

  Key key() {
    HexFormat hex = HexFormat.of();
    return new Key(miner, height, sector, hex.formatHex(commR), hex.formatHex(seed));
  }

  /** The miner's address on any network. */
  String minerName() {
    return Address.ofId(miner).toString();
  }

  String sectorName() {
    return Long.toUnsignedString(sector);
  }
}
