package io.damocles.bench;

import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import io.damocles.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** In a child process of the worker, over lines of JSON. */
final class ChildContender implements Contender {
  private static final String READY = "window_post processor ready";

  private final LineProcess child;
  private final String line;

  ChildContender(Path worker, Map<String, String> environment, WindowPostTask task)
      throws IOException {
    child = LineProcess.start(List.of(worker.toString(), "processor", "window_post"), environment);
    line = line(task);
    String ready = child.receive();
    if (!ready.equals(READY)) {
      throw new IOException("the child said '%s', expected '%s'".formatted(ready, READY));
    }
  }

  @Override
  public double prove() throws IOException {
    long begin = System.nanoTime();
    child.send(line);
    String answer = child.receive();
    if (!answer.contains("\"proofs\":[\"")) {
      throw new IOException("the child answered " + answer);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() throws IOException {
    child.close();
  }

  private static String line(WindowPostTask task) {
    Map<String, Object> content =
        Map.of(
            "miner_id",
            task.minerId(),
            "proof_type",
            task.proofType().wireName(),
            "seed",
            numbers(task.seed()),
            "replicas",
            task.replicas().stream().map(ChildContender::replica).toList());
    return new String(Json.write(Map.of("id", 1, "task", content)), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> replica(Replica replica) {
    return Map.of(
        "sector_id",
        replica.sectorId(),
        "comm_r",
        numbers(replica.commR()),
        "cache_dir",
        replica.cacheDir().toString(),
        "sealed_file",
        replica.sealedFile().toString());
  }

  private static int[] numbers(byte[] bytes) {
    int[] numbers = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i] & 0xff;
    }
    return numbers;
  }
}
