package io.damocles.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.damocles.chain.Address;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The node's calls that the command line makes: by HTTP, also where an address says WebSocket,
 * since nodes answer both on one port. Of several nodes the first that is reached answers.
 */
final class ChainApi {
  /** Lotus' own variable, with its form {@code TOKEN:ADDRESS}. */
  static final String VARIABLE = "FULLNODE_API_INFO";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final List<NodeAddress> nodes;
  private final GoLog log;

  ChainApi(List<NodeAddress> nodes, GoLog log) {
    this.nodes = nodes;
    this.log = log;
  }

  /** The head's members, as maps, lists and texts. */
  Map<?, ?> head() {
    return call("get chain head", "Filecoin.ChainHead", out -> {});
  }

  /** A miner's info, likewise. */
  Map<?, ?> minerInfo(Address miner) {
    return call(
        "get miner info of " + miner,
        "Filecoin.StateMinerInfo",
        out -> {
          out.writeString(miner.toString());
          out.writeStartArray();
          out.writeEndArray();
        });
  }

  private Map<?, ?> call(String doing, String method, BlockingRpcClient.ParamsWriter params) {
    IOException last = new IOException("no node");
    for (NodeAddress node : nodes) {
      try {
        return client(node).call(method, params, in -> object(node, in));
      } catch (RpcException error) {
        throw new CommandFailure(
            doing + ": " + node + ": " + error.getMessage() + " (code " + error.code() + ")",
            error);
      } catch (IOException noAnswer) {
        last = noAnswer;
        if (!node.equals(nodes.get(nodes.size() - 1))) {
          log.warn(String.valueOf(noAnswer.getMessage()));
        }
      }
    }
    throw new CommandFailure(doing + ": " + last.getMessage(), last);
  }

  private static BlockingRpcClient client(NodeAddress node) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-VENUS-API-NAMESPACE", "v1.FullNode");
    node.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    return new BlockingRpcClient(
        Endpoint.of(node.url()).withPath(node.url().getPath()), headers, "node", TIMEOUT);
  }

  private static Map<?, ?> object(NodeAddress node, JsonParser in) throws IOException {
    if (value(in) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IOException(node + " answered something else than an object");
  }

  private static @Nullable Object value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> members(in);
      case START_ARRAY -> elements(in);
      case VALUE_NULL -> null;
      default -> in.getText();
    };
  }

  private static Map<String, @Nullable Object> members(JsonParser in) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      map.put(name, value(in));
    }
    return map;
  }

  private static List<@Nullable Object> elements(JsonParser in) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(in));
    }
    return list;
  }
}
