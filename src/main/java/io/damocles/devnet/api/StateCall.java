package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.Applied;
import io.damocles.rpc.RpcCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code StateCall(message, tipset)}: what a message would do; the trace holds the message alone.
 */
final class StateCall extends NodeCall<StateCall.Given> {
  private static final String ZERO = "0";

  record Given(Message message, TipSetKey key) {}

  record Answer(
      @JsonProperty("MsgCid") Cid cid,
      @JsonProperty("Msg") Message message,
      @JsonProperty("MsgRct") FoundMessage.ShownReceipt receipt,
      @JsonProperty("GasCost") GasCost cost,
      @JsonProperty("ExecutionTrace") Trace trace,
      @JsonProperty("Error") String error,
      @JsonProperty("Duration") long nanos) {}

  record GasCost(
      @JsonProperty("Message") @Nullable Cid message,
      @JsonProperty("GasUsed") String used,
      @JsonProperty("BaseFeeBurn") String burn,
      @JsonProperty("OverEstimationBurn") String overEstimation,
      @JsonProperty("MinerPenalty") String penalty,
      @JsonProperty("MinerTip") String tip,
      @JsonProperty("Refund") String refund,
      @JsonProperty("TotalCost") String total) {
    static final GasCost NONE = new GasCost(null, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO);
  }

  record Trace(
      @JsonProperty("Msg") TracedMessage message,
      @JsonProperty("MsgRct") TracedReceipt receipt,
      @JsonProperty("InvokedActor") @Nullable Object actor,
      @JsonProperty("GasCharges") List<Object> charges,
      @JsonProperty("Subcalls") @Nullable Object subcalls) {}

  record TracedMessage(
      @JsonProperty("From") String from,
      @JsonProperty("To") String to,
      @JsonProperty("Value") String value,
      @JsonProperty("Method") long method,
      @JsonProperty("Params") byte @Nullable [] params,
      @JsonProperty("ParamsCodec") int codec,
      @JsonProperty("GasLimit") long gasLimit,
      @JsonProperty("ReadOnly") boolean readOnly) {}

  record TracedReceipt(
      @JsonProperty("ExitCode") long exitCode,
      @JsonProperty("Return") byte @Nullable [] result,
      @JsonProperty("ReturnCodec") int codec) {}

  StateCall(Node node) {
    super(node, "StateCall", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.message(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected Object answer(DevnetChain chain, Given given) {
    long begin = System.nanoTime();
    Message message = given.message();
    Applied applied = chain.call(message, given.key());
    TracedMessage traced =
        new TracedMessage(
            message.from().toString(),
            message.to().toString(),
            message.value().toString(),
            message.method(),
            message.params(),
            0,
            message.gasLimit(),
            false);
    TracedReceipt receipt = new TracedReceipt(applied.receipt().exitCode(), null, 0);
    return new Answer(
        message.cid(),
        message,
        FoundMessage.ShownReceipt.of(applied.receipt()),
        GasCost.NONE,
        new Trace(traced, receipt, null, List.of(), null),
        applied.text(),
        System.nanoTime() - begin);
  }
}
