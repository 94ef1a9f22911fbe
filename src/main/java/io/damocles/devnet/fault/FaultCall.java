package io.damocles.devnet.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A switch of the development chain with one number or none: {@code Devnet.…}. */
public final class FaultCall implements RpcMethod {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String name;
  private final int parameters;
  private final Function<RpcCall, Future<?>> action;

  private FaultCall(String name, int parameters, Function<RpcCall, Future<?>> action) {
    this.name = "Devnet." + name;
    this.parameters = parameters;
    this.action = action;
  }

  /** A switch that takes {@code true} or {@code false}. */
  public static FaultCall onOff(String name, Consumer<Boolean> action) {
    return new FaultCall(
        name,
        1,
        call -> {
          action.accept(flag(call));
          return Future.succeededFuture();
        });
  }

  /** A switch that takes a number; its future's value is the answer. */
  public static FaultCall number(String name, Function<Long, Future<?>> action) {
    return new FaultCall(name, 1, call -> action.apply(number(call)));
  }

  /** A question; its future's value is the answer. */
  public static FaultCall question(String name, Supplier<Future<?>> action) {
    return new FaultCall(name, 0, call -> action.get());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int parameters() {
    return parameters;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return action
        .apply(call)
        .map(value -> value == null ? RpcResult.none() : RpcResult.of(Json.write(value)));
  }

  private static boolean flag(RpcCall call) {
    return call.parameter(
        0,
        "bool",
        (json, from, size) -> {
          var value = MAPPER.readTree(json, from, size);
          if (!value.isBoolean()) {
            throw new IllegalArgumentException(value + " is neither true nor false");
          }
          return value.booleanValue();
        });
  }

  private static long number(RpcCall call) {
    return call.parameter(
        0,
        "int64",
        (json, from, size) -> {
          var value = MAPPER.readTree(json, from, size);
          if (!value.canConvertToInt() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException(
                value + " is no number from 0 to " + Integer.MAX_VALUE);
          }
          return value.longValue();
        });
  }
}
