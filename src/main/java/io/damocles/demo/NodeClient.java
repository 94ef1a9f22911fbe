package io.damocles.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.damocles.chain.ChainJson;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls a node as any of its clients may. */
public final class NodeClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectReader READER =
      ChainJson.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final BlockingRpcClient client;

  /**
   * @param token for everything that is asked
   */
  NodeClient(Endpoint endpoint, String token) {
    client =
        new BlockingRpcClient(
            endpoint, Map.of("Authorization", "Bearer " + token), "node", TIMEOUT);
  }

  /**
   * The answer, if it is not null.
   *
   * @throws IOException if there is none, or an error
   */
  public <T> Optional<T> ask(Class<T> type, String method, Object... params) throws IOException {
    try {
      return client.call(
          method,
          out -> write(out, params),
          in -> Optional.ofNullable(READER.forType(type).readValue(in)));
    } catch (RpcException refused) {
      throw new IOException(method + ": " + refused.getMessage(), refused);
    }
  }

  /**
   * The answer, which must not be null.
   *
   * @throws IOException if there is none, or null, or an error
   */
  public <T> T get(Class<T> type, String method, Object... params) throws IOException {
    return ask(type, method, params)
        .orElseThrow(() -> new IOException(method + " answered with nothing"));
  }

  private static void write(JsonGenerator out, Object[] params) throws IOException {
    for (Object param : params) {
      ChainJson.mapper().writeValue(out, param);
    }
  }
}
