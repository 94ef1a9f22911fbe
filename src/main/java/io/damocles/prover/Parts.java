package io.damocles.prover;

import java.nio.ByteBuffer;
import java.util.List;

/** Byte arrays laid one after the other, with their lengths. */
record Parts(byte[] bytes, long[] lengths) {
  static Parts of(List<byte[]> parts) {
    long[] lengths = parts.stream().mapToLong(part -> part.length).toArray();
    int total = 0;
    for (byte[] part : parts) {
      total = Math.addExact(total, part.length);
    }
    var joined = ByteBuffer.allocate(total);
    parts.forEach(joined::put);
    return new Parts(joined.array(), lengths);
  }
}
