package io.damocles.devnet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.chain.ForkMessages;
import io.damocles.devnet.fault.AnswerFault;
import io.damocles.devnet.fault.FaultCall;
import io.damocles.devnet.fault.Faults;
import io.damocles.devnet.fault.SwitchAnswerFault;
import io.damocles.devnet.gateway.WinningCount;
import io.damocles.rpc.RpcMethod;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The calls {@code Devnet.…}: what a node does not have. */
final class DevnetCalls {
  private static final int SLICE_EPOCHS = 100;

  private final Node node;
  private final Faults faults;
  private final Closes closes;
  private final Winning winning;

  DevnetCalls(Node node, Faults faults, Closes closes, Winning winning) {
    this.node = node;
    this.faults = faults;
    this.closes = closes;
    this.winning = winning;
  }

  /** Answer of {@code Devnet.Status}. */
  record Status(
      @JsonProperty("Height") long height,
      @JsonProperty("Pending") int pending,
      @JsonProperty("Totals") Closes.Totals totals,
      @JsonProperty("WinningProofs") WinningCount.Counts winning,
      @JsonProperty("Faults") List<String> faults) {}

  List<RpcMethod> all() {
    List<RpcMethod> calls = new ArrayList<>();
    for (AnswerFault.Kind kind : AnswerFault.Kind.values()) {
      calls.add(new SwitchAnswerFault(kind, faults));
    }
    calls.add(FaultCall.onOff("HtmlPage", faults::htmlPage));
    calls.add(FaultCall.onOff("StaleHead", this::freeze));
    calls.add(
        FaultCall.number(
            "DropMessages", count -> does(chain -> chain.faults().dropMessages(whole(count)))));
    calls.add(
        FaultCall.number(
            "NullRounds", count -> does(chain -> chain.faults().skipRounds(whole(count)))));
    calls.add(
        FaultCall.number(
            "Reorganise",
            depth -> does(chain -> chain.reorganise(whole(depth), ForkMessages.RETURN))));
    calls.add(FaultCall.number("Advance", epochs -> advance(whole(epochs))));
    calls.add(FaultCall.question("Faults", () -> node.thread().call(this::list)));
    calls.add(FaultCall.question("ClearFaults", this::clear));
    calls.add(FaultCall.question("Status", () -> node.thread().call(this::status)));
    calls.add(FaultCall.question("AskWinningProofs", winning::ask));
    return calls;
  }

  private Status status() {
    DevnetChain chain = node.chain();
    return new Status(
        chain.head().height(), chain.pending().size(), closes.totals(), winning.counts(), list());
  }

  private List<String> list() {
    List<String> list = new ArrayList<>(faults.list());
    int skipped = node.chain().faults().roundsToSkip();
    int dropped = node.chain().faults().messagesToDrop();
    if (skipped > 0) {
      list.add("null-rounds count=" + skipped);
    }
    if (dropped > 0) {
      list.add("drop-messages count=" + dropped);
    }
    return list;
  }

  private void freeze(boolean frozen) {
    faults.staleHead(frozen);
    var unused = does(chain -> chain.freezeHead(frozen));
  }

  private Future<?> clear() {
    faults.clear();
    return does(
        chain -> {
          chain.freezeHead(false);
          chain.faults().skipRounds(0);
          chain.faults().dropMessages(0);
        });
  }

  /** In slices, so that others are answered in between, and all of it can be stopped. */
  private Future<?> advance(int epochs) {
    int slice = Math.min(epochs, SLICE_EPOCHS);
    Future<?> sliced = does(chain -> chain.mine(slice, now()));
    return epochs <= SLICE_EPOCHS ? sliced : sliced.compose(done -> advance(epochs - slice));
  }

  /** Something done to the chain, on its thread. */
  private interface Deed {
    void to(DevnetChain chain);
  }

  private Future<?> does(Deed deed) {
    return node.thread()
        .call(
            () -> {
              deed.to(node.chain());
              return null;
            });
  }

  private Instant now() {
    return Instant.ofEpochMilli(node.timeline().now().wall());
  }

  private static int whole(long count) {
    return Math.toIntExact(count);
  }
}
