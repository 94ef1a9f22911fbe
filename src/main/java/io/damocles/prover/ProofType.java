package io.damocles.prover;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A registered PoSt proof with its name on damocles' wire, its number on chain and in
 * filecoin-proofs-api, and its shape (filecoin-proofs-api {@code RegisteredPoStProof}; the chain's
 * {@code V1_1} is {@code V1_2} here).
 */
public enum ProofType {
  WINNING_2KIB("StackedDrgWinning2KiBV1", 0, 2L << 10, 1),
  WINNING_8MIB("StackedDrgWinning8MiBV1", 1, 8L << 20, 1),
  WINNING_512MIB("StackedDrgWinning512MiBV1", 2, 512L << 20, 1),
  WINNING_32GIB("StackedDrgWinning32GiBV1", 3, 32L << 30, 1),
  WINNING_64GIB("StackedDrgWinning64GiBV1", 4, 64L << 30, 1),
  WINDOW_2KIB("StackedDrgWindow2KiBV1", 5, 2L << 10, 2),
  WINDOW_8MIB("StackedDrgWindow8MiBV1", 6, 8L << 20, 2),
  WINDOW_512MIB("StackedDrgWindow512MiBV1", 7, 512L << 20, 2),
  WINDOW_32GIB("StackedDrgWindow32GiBV1", 8, 32L << 30, 2349),
  WINDOW_64GIB("StackedDrgWindow64GiBV1", 9, 64L << 30, 2300),
  WINDOW_2KIB_V1_2("StackedDrgWindow2KiBV1_2", 10, 2L << 10, 2),
  WINDOW_8MIB_V1_2("StackedDrgWindow8MiBV1_2", 11, 8L << 20, 2),
  WINDOW_512MIB_V1_2("StackedDrgWindow512MiBV1_2", 12, 512L << 20, 2),
  WINDOW_32GIB_V1_2("StackedDrgWindow32GiBV1_2", 13, 32L << 30, 2349),
  WINDOW_64GIB_V1_2("StackedDrgWindow64GiBV1_2", 14, 64L << 30, 2300);

  /** Bytes of the Groth16 proof of one partition. */
  public static final int PARTITION_PROOF_BYTES = 192;

  private static final Map<String, ProofType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(ProofType::wireName, Function.identity()));

  private final String wireName;
  private final int number;
  private final long sectorSize;
  private final int partitionSectors;

  ProofType(String wireName, int number, long sectorSize, int partitionSectors) {
    this.wireName = wireName;
    this.number = number;
    this.sectorSize = sectorSize;
    this.partitionSectors = partitionSectors;
  }

  /** The type of that name on the wire, such as {@code StackedDrgWindow32GiBV1_2}. */
  public static Optional<ProofType> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The type of that number on chain. */
  public static Optional<ProofType> byNumber(long number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /** The window proof that live networks use for sectors of so many bytes. */
  public static Optional<ProofType> window(long sectorSize) {
    return Arrays.stream(values())
        .filter(type -> type.number >= WINDOW_2KIB_V1_2.number && type.sectorSize == sectorSize)
        .findFirst();
  }

  public String wireName() {
    return wireName;
  }

  /** The chain's number: 0-4 winning, 5-9 window V1, 10-14 window V1_1 (V1_2 on this wire). */
  public int number() {
    return number;
  }

  /** Sector size in bytes. */
  public long sectorSize() {
    return sectorSize;
  }

  /** Sectors that one SNARK covers. */
  public int partitionSectors() {
    return partitionSectors;
  }

  public boolean isWindow() {
    return number >= WINDOW_2KIB.number;
  }

  /** Proof bytes for so many distinct sectors: 192 for each partition begun. */
  public int proofBytes(int sectors) {
    return (sectors + partitionSectors - 1) / partitionSectors * PARTITION_PROOF_BYTES;
  }
}
