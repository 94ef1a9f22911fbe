package io.damocles.rpc;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a method answers.
 *
 * @param json the JSON of the result; null: the answer has no {@code result} member at all
 * @param delivery is told what became of the answer
 */
public record RpcResult(@Nullable Buffer json, Delivery delivery) {
  private static final Delivery NOBODY = delivered -> {};

  /** Is told once whether the answer was handed to the caller's connection. */
  public interface Delivery {
    void ended(boolean delivered);
  }

  /** The answer of methods that only say that they are done, {@code "result":null}. */
  public static RpcResult none() {
    return new RpcResult(Buffer.buffer("null"), NOBODY);
  }

  /** An answer without a result member, as Go's methods without a return value give. */
  public static RpcResult absent() {
    return new RpcResult(null, NOBODY);
  }

  /** This JSON. */
  public static RpcResult of(byte[] json) {
    return new RpcResult(Buffer.buffer(json), NOBODY);
  }

  /** This JSON. */
  public static RpcResult of(String json) {
    return of(json.getBytes(StandardCharsets.UTF_8));
  }
}
