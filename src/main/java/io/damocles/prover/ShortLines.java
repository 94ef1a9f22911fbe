package io.damocles.prover;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, none of which may fill the memory. */
public final class ShortLines implements AutoCloseable {
  private final InputStream in;
  private final int limit;

  /**
   * Lines that are not read yet.
   *
   * @param limit the longest line in bytes
   */
  public ShortLines(InputStream in, int limit) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.limit = limit;
  }

  /** A line was longer than it may be; the stream is of no use any more. */
  public static final class TooLongException extends IOException {
    TooLongException(int limit) {
      super("a line has more than " + limit + " bytes");
    }
  }

  /**
   * Blocks until there is a line; what comes after the last line's end is a line, too.
   *
   * @return without its end; null at the end of the stream
   * @throws TooLongException as soon as the line is over the limit
   */
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return line.toByteArray();
      }
      if (line.size() == limit) {
        throw new TooLongException(limit);
      }
      line.write(next);
    }
    return line.size() == 0 ? null : line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
