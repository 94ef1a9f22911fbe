package io.damocles.bench;

import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import io.damocles.wire.AllocateSpec;
import io.damocles.wire.AllocatedJob;
import io.damocles.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A manager as a worker and a monitor see it, call by call. */
final class ManagerApi {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final URI api;
  private final BlockingRpcClient client;

  ManagerApi(URI api) {
    this.api = api;
    this.client = new BlockingRpcClient(Endpoint.of(api), Map.of(), "manager", TIMEOUT);
  }

  /** Up to so many jobs of any miner. */
  List<AllocatedJob> claim(int most) throws IOException {
    return call(
        "Venus.WdPoStAllocateJobs",
        AllocatedJob[].class,
        new AllocateSpec(List.of(), List.of(), 0),
        most,
        "bench");
  }

  /** Ends an attempt with its proof. */
  void finish(String attempt, byte[] proof) throws IOException {
    Map<String, Object> output = Map.of("proofs", List.of(proof), "faults", List.of());
    call("Venus.WdPoStFinishJob", Object[].class, attempt, output, "");
  }

  /** The sum of the metrics whose line begins so. */
  double metric(String begin) throws IOException {
    try (var body = api.resolve("/metrics").toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(begin))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  private <T> List<T> call(String method, Class<T[]> answer, Object... params) throws IOException {
    try {
      return client.call(
          method,
          out -> {
            for (Object param : params) {
              out.writeRawValue(new String(Json.write(param), StandardCharsets.UTF_8));
            }
          },
          in -> {
            T[] all = Json.read(in, answer);
            return all == null ? List.of() : List.of(all);
          });
    } catch (RpcException refused) {
      throw new IOException(method + ": " + refused.getMessage(), refused);
    }
  }
}
