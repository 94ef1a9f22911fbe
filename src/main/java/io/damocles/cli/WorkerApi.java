package io.damocles.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.damocles.config.ListenAddress;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of a worker's own port; each fails with {@link CommandFailure}. */
final class WorkerApi {
  static final int STANDARD_PORT = 17_890;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String DUMP = "DUMP_ERR_RESP_";

  private final ListenAddress worker;

  WorkerApi(ListenAddress worker) {
    this.worker = worker;
  }

  List<ThreadRow> threads() {
    return call("WorkerList", out -> {}, WorkerApi::rows);
  }

  /** Answers whether the thread took it. */
  boolean pause(long index) {
    return call("WorkerPause", out -> out.writeNumber(index), JsonParser::getBooleanValue);
  }

  /** Answers whether the thread was paused. */
  boolean resume(long index, @Nullable String state) {
    return call(
        "WorkerResume",
        out -> {
          out.writeNumber(index);
          out.writeString(state);
        },
        JsonParser::getBooleanValue);
  }

  /** Unreadable lines of that child go to the folder; null: to the log again. */
  void dump(long childPid, @Nullable String folder) {
    if (folder == null) {
      call("WorkerRemoveEnv", out -> out.writeString(DUMP + childPid), WorkerApi::nothing);
      return;
    }
    call(
        "WorkerSetEnv",
        out -> {
          out.writeString(DUMP + childPid);
          out.writeString(folder);
        },
        WorkerApi::nothing);
  }

  private <T> T call(
      String method,
      BlockingRpcClient.ParamsWriter params,
      BlockingRpcClient.ResultReader<T> reader) {
    var endpoint = new Endpoint(worker.host(), worker.port(), false, "/");
    try {
      return new BlockingRpcClient(endpoint, Map.of(), "worker", TIMEOUT)
          .call("VenusWorker." + method, params, reader);
    } catch (RpcException error) {
      throw new CommandFailure(
          "rpc " + method + ": RPC error (" + error.code() + "): " + error.getMessage(), error);
    } catch (IOException noAnswer) {
      throw new CommandFailure("rpc " + method + ": " + noAnswer.getMessage(), noAnswer);
    }
  }

  private static Boolean nothing(JsonParser in) throws IOException {
    in.skipChildren();
    return Boolean.TRUE;
  }

  private static List<ThreadRow> rows(JsonParser in) throws IOException {
    List<ThreadRow> rows = new ArrayList<>();
    if (in.currentToken() == JsonToken.START_ARRAY) {
      while (in.nextToken() == JsonToken.START_OBJECT) {
        rows.add(new ThreadRow(WorkerRow.read(in).fields()));
      }
    }
    return rows;
  }
}
