package io.damocles.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The manager's calls that the command line makes; each fails with {@link CommandFailure}. */
final class ManagerApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Endpoint manager;
  private final Map<String, String> headers;
  private final Optional<Path> authorities;

  /**
   * A manager.
   *
   * @param headers go with each call
   * @param authorities PEM file of the certificates that TLS trusts, instead of the system's
   */
  ManagerApi(Endpoint manager, Map<String, String> headers, Optional<Path> authorities) {
    this.manager = manager;
    this.headers = headers;
    this.authorities = authorities;
  }

  JobList jobs() {
    return call("get wdpost jobs", "WdPoStAllJobs", out -> {}, JobList::read);
  }

  void reset(String jobId) {
    callWith("reset wdpost job", "WdPoStResetJob", jobId);
  }

  void remove(String jobId) {
    callWith("remove wdpost job", "WdPoStRemoveJob", jobId);
  }

  /** Answers the job's id; {@code request} is one JSON object. */
  String create(String request) {
    return call(
        "create wdpost job",
        "WdPoStCreateJob",
        out -> out.writeRawValue(request),
        JsonParser::getText);
  }

  List<WorkerRow> workers() {
    return call("get worker ping infos", "WorkerPingInfoList", out -> {}, ManagerApi::workerRows);
  }

  Optional<WorkerRow> worker(String name) {
    return call(
        "get worker ping info",
        "WorkerGetPingInfo",
        out -> out.writeString(name),
        in ->
            in.currentToken() == JsonToken.START_OBJECT
                ? Optional.of(WorkerRow.read(in))
                : Optional.empty());
  }

  void removeWorker(String name) {
    callWith("remove worker ping info", "WorkerPingInfoRemove", name);
  }

  private void callWith(String doing, String method, String param) {
    call(
        doing,
        method,
        out -> out.writeString(param),
        in -> {
          in.skipChildren();
          return Boolean.TRUE;
        });
  }

  private <T> T call(
      String doing,
      String method,
      BlockingRpcClient.ParamsWriter params,
      BlockingRpcClient.ResultReader<T> reader) {
    return call(TIMEOUT, doing, method, params, reader);
  }

  /**
   * Calls {@code Venus.METHOD}.
   *
   * @param doing stands before the error
   */
  <T> T call(
      Duration timeout,
      String doing,
      String method,
      BlockingRpcClient.ParamsWriter params,
      BlockingRpcClient.ResultReader<T> reader) {
    try {
      var client = new BlockingRpcClient(manager, headers, "manager", timeout, authorities);
      return client.call("Venus." + method, params, reader);
    } catch (RpcException error) {
      throw new CommandFailure(doing + ": " + goText(error), error);
    } catch (IOException noAnswer) {
      throw new CommandFailure(
          doing + ": " + noAnswer.getMessage() + "; is it running? util --listen says where",
          noAnswer);
    }
  }

  /** go-jsonrpc's client marks the errors of the protocol and passes the others on as they are. */
  private static String goText(RpcException error) {
    var ofProtocol = error.code() >= -32_768 && error.code() <= -32_000;
    return ofProtocol
        ? "RPC error (" + error.code() + "): " + error.getMessage()
        : String.valueOf(error.getMessage());
  }

  private static List<WorkerRow> workerRows(JsonParser in) throws IOException {
    List<WorkerRow> rows = new ArrayList<>();
    if (in.currentToken() == JsonToken.START_ARRAY) {
      while (in.nextToken() == JsonToken.START_OBJECT) {
        rows.add(WorkerRow.read(in));
      }
    }
    return rows;
  }
}
