package io.damocles.devnet.execution;

import io.damocles.chain.ExitCode;
import io.damocles.chain.Message;

/**
 * What things cost in gas. The price of a message's bytes and of verifying a proof are the chain's;
 * what methods cost is rounded from receipts of a Lotus node.
 */
public final class GasPrices {
  public static final long BLOCK_LIMIT = 10_000_000_000L;

  static final long SEND = 481_000;
  static final long NEW_ACCOUNT = 4_980_000;
  static final long REFUSED_CALL = 1_300_000;
  static final long UNKNOWN_METHOD = 660_000;
  static final long DECLARATION = 19_300_000;
  static final long OTHER_CALL = 2_000_000;

  private static final int PROOF_BYTES = 192;
  private static final long INCLUSION = 38_863;
  private static final long FIXED_BYTES = 36;
  private static final long ACTOR_UPDATE = 475_000;
  private static final long POST = 13_400_000;
  private static final long POST_PARTITION = 5_100_000;

  private GasPrices() {}

  /**
   * For being in a block at all.
   *
   * @param bytes the message's length with its signature
   */
  public static long inclusion(int bytes) {
    return INCLUSION + 1300 * (FIXED_BYTES + bytes) + ACTOR_UPDATE;
  }

  /** The least gas limit that a node's pool takes; it counts less for a byte. */
  public static long leastLimit(int bytes) {
    return INCLUSION + 1000 * (FIXED_BYTES + bytes);
  }

  /** A miner's method with what came of it, without the message's bytes. */
  static long call(Message message, int exitCode) {
    if (exitCode == ExitCode.UNHANDLED_MESSAGE) {
      return UNKNOWN_METHOD;
    }
    if (exitCode != 0) {
      return REFUSED_CALL;
    }
    return switch ((int) message.method()) {
      case 5 -> POST + POST_PARTITION * partitions(message);
      case 10, 11 -> DECLARATION;
      default -> OTHER_CALL;
    };
  }

  /** By the proof's length: the price need not be exact, and the parameters were good. */
  private static long partitions(Message message) {
    int length = message.params() == null ? 0 : message.params().length;
    return Math.max(1, length / PROOF_BYTES);
  }
}
