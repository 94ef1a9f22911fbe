package io.damocles.rpc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes a value of a result's JSON; a large one is read on a worker thread. */
@FunctionalInterface
public interface ResultReader<T extends @Nullable Object> {

  /**
   * Reads {@code length} bytes from {@code offset}.
   *
   * @throws IOException if they do not fit; the call then fails with its message
   */
  T read(byte[] json, int offset, int length) throws IOException;
}
