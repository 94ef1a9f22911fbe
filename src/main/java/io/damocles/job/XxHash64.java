package io.damocles.job;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with seed 0 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md). */
final class XxHash64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  static long hash(byte[] input) {
    int stripes = input.length / STRIPE * STRIPE;
    long hash = stripes == 0 ? PRIME_5 : stripes(input, stripes);
    return avalanche(tail(hash + input.length, input, stripes));
  }

  private static long stripes(byte[] input, int end) {
    long first = PRIME_1;
    first += PRIME_2;
    long second = PRIME_2;
    long third = 0;
    long fourth = -PRIME_1;
    for (int i = 0; i < end; i += STRIPE) {
      first = round(first, (long) LONGS.get(input, i));
      second = round(second, (long) LONGS.get(input, i + 8));
      third = round(third, (long) LONGS.get(input, i + 16));
      fourth = round(fourth, (long) LONGS.get(input, i + 24));
    }
    long hash =
        Long.rotateLeft(first, 1)
            + Long.rotateLeft(second, 7)
            + Long.rotateLeft(third, 12)
            + Long.rotateLeft(fourth, 18);
    return merge(merge(merge(merge(hash, first), second), third), fourth);
  }

  private static long tail(long start, byte[] input, int from) {
    long hash = start;
    int i = from;
    for (; i + 8 <= input.length; i += 8) {
      hash ^= round(0, (long) LONGS.get(input, i));
      hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    }
    if (i + 4 <= input.length) {
      hash ^= Integer.toUnsignedLong((int) INTS.get(input, i)) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
      i += 4;
    }
    for (; i < input.length; i++) {
      hash ^= (input[i] & 0xff) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    return hash;
  }

  private static long round(long accumulator, long lane) {
    return Long.rotateLeft(accumulator + lane * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long accumulator) {
    return (hash ^ round(0, accumulator)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long start) {
    long hash = start;
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }
}
