package io.damocles.cli;

import io.damocles.chain.BitField;
import io.damocles.chain.CborBytes;
import io.damocles.chain.RlePlus;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Collectors;

/** A set of sectors in damocles' words. */
final class SectorSetText {
  private static final long MOST_NUMBERS = 1_000_000;

  private final BitField sectors;

  SectorSetText(BitField sectors) {
    this.sectors = sectors;
  }

  /** {@code [1 2 3]}, as Go prints lists. */
  String numbers() {
    if (Long.compareUnsigned(sectors.count(), MOST_NUMBERS) > 0) {
      throw new CommandFailure(
          "a node answered a set of "
              + Long.toUnsignedString(sectors.count())
              + " sectors, more than any partition has");
    }
    return sectors.stream()
        .mapToObj(Long::toUnsignedString)
        .collect(Collectors.joining(" ", "[", "]"));
  }

  /** How many runs it has, of how many sectors, and how many bytes it takes on the chain. */
  String runs() {
    long[] counts = new long[2];
    long[] sums = new long[2];
    int one = 0;
    for (long length : sectors.runLengths()) {
      counts[one] += length == 0 ? 0 : 1;
      sums[one] += length;
      one = 1 - one;
    }
    int bytes = new CborBytes().bytes(RlePlus.encode(sectors)).toByteArray().length;
    return "bitfield - runs %d+%d=%d - %s 0s %s 1s - 0 inv - %s %dB"
        .formatted(
            counts[0],
            counts[1],
            counts[0] + counts[1],
            Long.toUnsignedString(sums[0]),
            Long.toUnsignedString(sums[1]),
            size(bytes),
            bytes);
  }

  /** Four significant digits, as Go's {@code %.4g} writes them. */
  private static String size(int bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    String digits =
        new BigDecimal(bytes)
            .divide(new BigDecimal(1024), new MathContext(4))
            .stripTrailingZeros()
            .toPlainString();
    return digits + " KiB";
  }
}
