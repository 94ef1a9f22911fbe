package io.damocles.devnet.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.ChainJson;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Values of the chain as JSON. */
public final class Written {
  private Written() {}

  /** The JSON of a record of the chain or of the API. */
  public static byte[] json(@Nullable Object value) {
    try {
      return ChainJson.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write " + value, e);
    }
  }
}
