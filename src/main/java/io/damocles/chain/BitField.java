package io.damocles.chain;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * A set of unsigned 64-bit numbers (sectors, partitions), kept as runs: its size in memory goes
 * with the number of runs, never with the numbers. Immutable.
 */
@JsonSerialize(using = BitFieldJson.Writer.class)
@JsonDeserialize(using = BitFieldJson.Reader.class)
public final class BitField {
  public static final BitField EMPTY = new BitField(new long[0]);

  /** Where the set's runs begin and end (exclusive), in turn, unsigned and strictly ascending. */
  private final long[] bounds;

  private BitField(long[] bounds) {
    this.bounds = bounds;
  }

  /** The set of these numbers, in any order, repeated ones counting once. */
  public static BitField of(long... members) {
    long[] sorted =
        LongStream.of(members).map(BitField::flip).sorted().map(BitField::flip).toArray();
    var runs = new Runs();
    for (long member : sorted) {
      if (member == -1) {
        throw new IllegalArgumentException("no bitfield holds " + Long.toUnsignedString(member));
      }
      runs.add(member, member + 1);
    }
    return runs.toBitField();
  }

  /** The numbers from {@code start} to before {@code end}. */
  public static BitField range(long start, long end) {
    var runs = new Runs();
    runs.add(start, end);
    return runs.toBitField();
  }

  /**
   * Reads a node's form: the lengths of runs in turn, the first one of zeros.
   *
   * @throws IllegalArgumentException if a length other than the first is 0 or the set leaves 64
   *     bits
   */
  public static BitField ofRunLengths(long... lengths) {
    long[] bounds = new long[lengths.length & ~1];
    long at = 0;
    for (int index = 0; index < lengths.length; index++) {
      if (lengths[index] == 0 && index > 0) {
        throw new IllegalArgumentException("a bitfield has a run of length 0");
      }
      long next = at + lengths[index];
      if (Long.compareUnsigned(next, at) < 0) {
        throw new IllegalArgumentException("a bitfield leaves 64 bits");
      }
      at = next;
      if (index < bounds.length) {
        bounds[index] = at;
      }
    }
    return new BitField(bounds);
  }

  /** A node's form: the lengths of runs in turn, the first one of zeros; {@code [0]} if empty. */
  public long[] runLengths() {
    if (bounds.length == 0) {
      return new long[] {0};
    }
    long[] lengths = new long[bounds.length];
    long at = 0;
    for (int index = 0; index < bounds.length; index++) {
      lengths[index] = bounds[index] - at;
      at = bounds[index];
    }
    return lengths;
  }

  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** How many numbers are in the set. */
  public long count() {
    long count = 0;
    for (int index = 0; index < bounds.length; index += 2) {
      count += bounds[index + 1] - bounds[index];
    }
    return count;
  }

  public boolean contains(long member) {
    int run = 0;
    int end = bounds.length / 2;
    while (run < end) {
      int middle = (run + end) >>> 1;
      if (Long.compareUnsigned(bounds[2 * middle + 1], member) <= 0) {
        run = middle + 1;
      } else {
        end = middle;
      }
    }
    return 2 * run < bounds.length && Long.compareUnsigned(bounds[2 * run], member) <= 0;
  }

  public boolean containsAll(BitField other) {
    return other.minus(this).isEmpty();
  }

  public BitField plus(BitField other) {
    return combine(other, true, true, true);
  }

  public BitField minus(BitField other) {
    return combine(other, true, false, false);
  }

  public BitField and(BitField other) {
    return combine(other, false, true, false);
  }

  /** The union of all of them. */
  public static BitField union(List<BitField> all) {
    return all.stream().reduce(EMPTY, BitField::plus);
  }

  /** Walks both sets' bounds once; the flags say which of "mine, both, theirs" stays. */
  private BitField combine(BitField other, boolean mine, boolean both, boolean theirs) {
    var runs = new Runs();
    int left = 0;
    int right = 0;
    long at = 0;
    while (left < bounds.length || right < other.bounds.length) {
      boolean takesLeft =
          right >= other.bounds.length
              || (left < bounds.length
                  && Long.compareUnsigned(bounds[left], other.bounds[right]) <= 0);
      long next = takesLeft ? bounds[left] : other.bounds[right];
      boolean inLeft = (left & 1) == 1;
      boolean inRight = (right & 1) == 1;
      if ((inLeft && inRight && both)
          || (inLeft && !inRight && mine)
          || (!inLeft && inRight && theirs)) {
        runs.add(at, next);
      }
      if (takesLeft) {
        left++;
      } else {
        right++;
      }
      at = next;
    }
    return runs.toBitField();
  }

  /** The numbers, ascending. Check {@link #count} first: a hostile set has 2^64. */
  public LongStream stream() {
    PrimitiveIterator.OfLong members =
        new PrimitiveIterator.OfLong() {
          private int run;
          private long next = bounds.length == 0 ? 0 : bounds[0];

          @Override
          public boolean hasNext() {
            return run < bounds.length;
          }

          @Override
          public long nextLong() {
            if (!hasNext()) {
              throw new java.util.NoSuchElementException();
            }
            long member = next++;
            if (next == bounds[run + 1]) {
              run += 2;
              next = hasNext() ? bounds[run] : 0;
            }
            return member;
          }
        };
    Iterable<Long> all = () -> members;
    return StreamSupport.stream(all.spliterator(), false).mapToLong(Long::longValue);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BitField field && Arrays.equals(bounds, field.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** Ranges, the last number included: {@code {1-3, 7}}. */
  @Override
  public String toString() {
    var text = new StringBuilder("{");
    for (int index = 0; index < bounds.length; index += 2) {
      text.append(index == 0 ? "" : ", ").append(Long.toUnsignedString(bounds[index]));
      long last = bounds[index + 1] - 1;
      if (last != bounds[index]) {
        text.append('-').append(Long.toUnsignedString(last));
      }
    }
    return text.append('}').toString();
  }

  private static long flip(long unsigned) {
    return unsigned ^ Long.MIN_VALUE;
  }

  /** Runs that are added in ascending order and joined where they touch. */
  static final class Runs {
    private long[] bounds = new long[8];
    private int length;

    void add(long start, long end) {
      if (Long.compareUnsigned(start, end) >= 0) {
        return;
      }
      if (length > 0 && Long.compareUnsigned(start, bounds[length - 1]) <= 0) {
        if (Long.compareUnsigned(end, bounds[length - 1]) > 0) {
          bounds[length - 1] = end;
        }
        return;
      }
      if (length == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * length);
      }
      bounds[length++] = start;
      bounds[length++] = end;
    }

    BitField toBitField() {
      return length == 0 ? EMPTY : new BitField(Arrays.copyOf(bounds, length));
    }
  }
}
