package io.damocles.cli;

import io.damocles.chain.Cid;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a message stands, as lines: asked of the messager, which knows it by its uid, or without
 * one of the node, which knows it by its CID.
 */
final class MessageStatus {
  private static final long CONFIDENCE = 5;
  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration PATIENT = Duration.ofDays(1);

  /** By the messager's number. */
  private static final List<String> STATES =
      List.of("UnKnown", "UnFillMsg", "FillMsg", "OnChainMsg", "FailedMsg", "NonceConflictMsg");

  private final WayToChain way;
  private final ChainApi chain;

  MessageStatus(WayToChain way, ChainApi chain) {
    this.way = way;
    this.chain = chain;
  }

  /** As it is now. */
  String search(String uid) {
    return way.messager()
        .map(
            messager ->
                ofMessager(
                    messager,
                    uid,
                    ask(messager, "GetMessageByUid", QUICK, out -> out.writeString(uid))))
        .orElseGet(() -> ofNode(uid, searchNode(uid)));
  }

  /** Once it is five epochs deep in the chain, or was given up; may take long. */
  String await(String uid) {
    return way.messager()
        .map(
            messager ->
                ofMessager(
                    messager,
                    uid,
                    ask(
                        messager,
                        "WaitMessage",
                        PATIENT,
                        out -> {
                          out.writeString(uid);
                          out.writeNumber(CONFIDENCE);
                        })))
        .orElseGet(() -> ofNode(uid, Optional.of(awaitNode(uid))));
  }

  private static String ofMessager(NodeAddress messager, String uid, ChainValue message) {
    if (message.optional().isEmpty()) {
      throw new CommandFailure("message " + uid + ": " + messager + " does not know it");
    }
    int number = (int) message.member("State").number();
    String state = number >= 0 && number < STATES.size() ? STATES.get(number) : "State " + number;
    return number == 3 || number == 5
        ? executed(state, message.member("SignedCid").cid(), message)
        : "State: " + state + reason(message) + "\n";
  }

  /** Why it failed, which damocles leaves to the messager's own tools. */
  private static String reason(ChainValue message) {
    return message
        .optionalMember("ErrorMsg")
        .map(ChainValue::text)
        .filter(text -> !text.isEmpty())
        .map(text -> "\nErrorMsg: " + text)
        .orElse("");
  }

  private static String ofNode(String uid, Optional<ChainValue> lookup) {
    return lookup
        .map(
            found ->
                executed(
                    found.member("Message").cid().equals(uid) ? "OnChainMsg" : "NonceConflictMsg",
                    found.member("Message").cid(),
                    found))
        .orElse("State: UnKnown\n");
  }

  private static String executed(String state, String cid, ChainValue place) {
    var tipset = place.optionalMember("TipSetKey").orElseGet(() -> place.member("TipSet"));
    return "State: "
        + state
        + "\nCid: "
        + cid
        + "\nHeight: "
        + place.member("Height").number()
        + "\nTipset: {"
        + String.join(",", tipset.elements().stream().map(ChainValue::cid).toList())
        + "}\nExitCode: "
        + place.member("Receipt").member("ExitCode").number()
        + "\ngas_used: "
        + place.member("Receipt").member("GasUsed").number()
        + "\n";
  }

  private Optional<ChainValue> searchNode(String uid) {
    var cid = cid(uid);
    return chain
        .ask(
            "search message " + uid,
            "StateSearchMsg",
            out -> {
              out.writeStartArray();
              out.writeEndArray();
              ChainApi.writeCid(out, cid);
              out.writeNumber(-1);
              out.writeBoolean(true);
            })
        .optional();
  }

  private ChainValue awaitNode(String uid) {
    var cid = cid(uid);
    return chain.ask(
        PATIENT,
        "wait for message " + uid,
        "StateWaitMsg",
        out -> {
          ChainApi.writeCid(out, cid);
          out.writeNumber(CONFIDENCE);
          out.writeNumber(-1);
          out.writeBoolean(true);
        });
  }

  private Cid cid(String uid) {
    try {
      return Cid.parse(uid);
    } catch (IllegalArgumentException notACid) {
      throw new UsageFailure(
          "no messager is configured in "
              + way.source()
              + ", so that a message's CID is needed: "
              + notACid.getMessage());
    }
  }

  private static ChainValue ask(
      NodeAddress messager,
      String method,
      Duration timeout,
      BlockingRpcClient.ParamsWriter params) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-VENUS-API-NAMESPACE", "messager.IMessager");
    messager.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    var client =
        new BlockingRpcClient(
            Endpoint.of(messager.url()).withPath(messager.url().getPath()),
            headers,
            "messager",
            timeout);
    try {
      return client.call(
          "Message." + method, params, in -> new ChainValue(method, JsonValues.read(in)));
    } catch (RpcException error) {
      throw new CommandFailure(messager + ": " + error.getMessage(), error);
    } catch (IOException noAnswer) {
      throw new CommandFailure(
          noAnswer.getMessage() + "; is it running, and Common.API.Messager right?", noAnswer);
    }
  }
}
