package io.damocles.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.damocles.chain.Address;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The node's calls that the command line makes: by HTTP, also where an address says WebSocket,
 * since nodes answer both on one port. Of several nodes the first that is reached answers.
 */
final class ChainApi {
  /** Lotus' own variable, with its form {@code TOKEN:ADDRESS}. */
  static final String VARIABLE = "FULLNODE_API_INFO";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final List<NodeAddress> nodes;
  private final String source;
  private final GoLog log;

  /**
   * Calls these nodes.
   *
   * @param source where their addresses stand, for those who must correct them
   */
  ChainApi(List<NodeAddress> nodes, String source, GoLog log) {
    this.nodes = nodes;
    this.source = source;
    this.log = log;
  }

  /** The head's members, as maps, lists and texts. */
  Map<?, ?> head() {
    return object("get chain head", "ChainHead", out -> {});
  }

  /** A miner's info, likewise. */
  Map<?, ?> minerInfo(Address miner) {
    return object(
        "get miner info of " + miner,
        "StateMinerInfo",
        out -> {
          out.writeString(miner.toString());
          out.writeStartArray();
          out.writeEndArray();
        });
  }

  private Map<?, ?> object(String doing, String method, BlockingRpcClient.ParamsWriter params) {
    if (ask(doing, method, params).value() instanceof Map<?, ?> map) {
      return map;
    }
    throw new CommandFailure(doing + ": the node answered something else than an object");
  }

  /**
   * Calls {@code Filecoin.METHOD}.
   *
   * @param doing stands before the error
   */
  ChainValue ask(String doing, String method, BlockingRpcClient.ParamsWriter params) {
    return ask(TIMEOUT, doing, method, params);
  }

  /** The same, with as much time. */
  ChainValue ask(
      Duration timeout, String doing, String method, BlockingRpcClient.ParamsWriter params) {
    IOException last = new IOException("no node");
    for (NodeAddress node : nodes) {
      try {
        return client(node, timeout)
            .call("Filecoin." + method, params, in -> new ChainValue(method, JsonValues.read(in)));
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
    throw new CommandFailure(
        doing
            + ": "
            + last.getMessage()
            + "; is the node running, and its address right in "
            + source
            + "?",
        last);
  }

  private static BlockingRpcClient client(NodeAddress node, Duration timeout) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-VENUS-API-NAMESPACE", "v1.FullNode");
    node.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    return new BlockingRpcClient(
        Endpoint.of(node.url()).withPath(node.url().getPath()), headers, "node", timeout);
  }

  static void writeCid(JsonGenerator out, Object cid) throws IOException {
    out.writeStartObject();
    out.writeStringField("/", cid.toString());
    out.writeEndObject();
  }
}
