package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server in Lotus' dialect with a handful of methods, on a port of its own. */
final class LotusStub implements AutoCloseable {
  static final String ADMIN = "admin-token";
  static final String READER = "read-token";

  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  final List<RpcChannel> channels = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  LotusStub() {
    WorkerExecutor large = vertx.createSharedWorkerExecutor("large", 1);
    RpcDispatcher dispatcher =
        new RpcDispatcher(
            RpcDialect.lotus(),
            new JsonFactory(),
            failure -> failure,
            List.of(
                answer("Filecoin.StateNetworkName", 0, RpcPermission.READ, "\"testing\""),
                answer("Filecoin.ChainHead", 0, RpcPermission.READ, "{}"),
                answer("Filecoin.StateMinerInfo", 2, RpcPermission.READ, "\"<empty>\""),
                answer("Filecoin.WalletList", 0, RpcPermission.WRITE, "[]"),
                answer("Filecoin.MpoolPushMessage", 2, RpcPermission.SIGN, "{}"),
                new Notify(),
                new Endless()));
    RpcHttp rpc = new RpcHttp(dispatcher, LotusStub::rights, large, 1 << 20, (name, nanos) -> {});
    server = wait(vertx.createHttpServer().requestHandler(rpc::handle).listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    wait(vertx.close());
  }

  private static Optional<Set<RpcPermission>> rights(HttpServerRequest request) {
    String header = request.getHeader("authorization");
    return switch (String.valueOf(header)) {
      case "null" -> Optional.of(EnumSet.of(RpcPermission.READ));
      case "Bearer " + ADMIN -> Optional.of(RpcPermission.all());
      case "Bearer " + READER -> Optional.of(EnumSet.of(RpcPermission.READ));
      default -> Optional.empty();
    };
  }

  private static RpcMethod answer(
      String name, int parameters, RpcPermission permission, String json) {
    return new RpcMethod() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int parameters() {
        return parameters;
      }

      @Override
      public RpcPermission permission() {
        return permission;
      }

      @Override
      public Future<RpcResult> call(RpcCall call) {
        for (int i = 0; i < parameters; i++) {
          call.parameter(
              i, "any", (body, from, size) -> new ObjectMapper().readTree(body, from, size));
        }
        return Future.succeededFuture(RpcResult.of(json));
      }
    };
  }

  private final class Notify implements RpcMethod {
    @Override
    public String name() {
      return "Filecoin.ChainNotify";
    }

    @Override
    public int parameters() {
      return 0;
    }

    @Override
    public Future<RpcResult> call(RpcCall call) {
      RpcChannel channel = call.channel();
      channel.send(Buffer.buffer("[\"current\"]"));
      channels.add(channel);
      return Future.succeededFuture(channel.result());
    }
  }

  /** A call that is answered never, such as one that waits for a message. */
  private static final class Endless implements RpcMethod {
    @Override
    public String name() {
      return "Filecoin.StateWaitMsg";
    }

    @Override
    public int parameters() {
      return 0;
    }

    @Override
    public Future<RpcResult> call(RpcCall call) {
      return Promise.<RpcResult>promise().future();
    }
  }
}
