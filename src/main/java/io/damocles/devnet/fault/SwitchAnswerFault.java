package io.damocles.devnet.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.devnet.fault.AnswerFault.Kind;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** {@code Devnet.SlowAnswers}, {@code FailAnswers}, {@code HangAnswers}, {@code LoseAnswers}. */
public final class SwitchAnswerFault implements RpcMethod {
  private static final long DEFAULT_MILLIS = 1_000;

  private final Kind kind;
  private final Faults faults;

  public SwitchAnswerFault(Kind kind, Faults faults) {
    this.kind = kind;
    this.faults = faults;
  }

  /** The one parameter; what is absent has the default of its fault. */
  record Order(
      @JsonProperty("Method") @Nullable String method,
      @JsonProperty("Probability") @Nullable Double probability,
      @JsonProperty("Times") @Nullable Long times,
      @JsonProperty("Millis") @Nullable Long millis,
      @JsonProperty("Message") @Nullable String message) {}

  @Override
  public String name() {
    return switch (kind) {
      case SLOW -> "Devnet.SlowAnswers";
      case FAIL -> "Devnet.FailAnswers";
      case HANG -> "Devnet.HangAnswers";
      case LOST -> "Devnet.LoseAnswers";
    };
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    AnswerFault fault =
        call.parameter(
            0,
            "fault.Order",
            (json, from, size) -> {
              Order order = Json.read(json, from, size, Order.class);
              return fault(order == null ? new Order(null, null, null, null, null) : order);
            });
    faults.add(fault);
    return Future.succeededFuture(RpcResult.none());
  }

  private AnswerFault fault(Order order) {
    long times = order.times() == null ? 0 : order.times();
    boolean pushes = kind == Kind.LOST && order.method() == null;
    return new AnswerFault(
        kind,
        order.method() == null ? (pushes ? "MpoolPushMessage" : "*") : order.method(),
        order.probability() == null ? 1 : order.probability(),
        times <= 0 ? Long.MAX_VALUE : times,
        order.millis() == null ? DEFAULT_MILLIS : order.millis(),
        order.message() == null ? "fault injected by the devnet" : order.message());
  }
}
