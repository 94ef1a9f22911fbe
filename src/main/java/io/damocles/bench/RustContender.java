package io.damocles.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import io.damocles.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In a program of Rust alone, {@code wdpost-bench} of {@code native/}. */
final class RustContender implements Contender {
  private final LineProcess program;
  private final String line;

  RustContender(Path program, Path parameters, WindowPostTask task) throws IOException {
    this.program = LineProcess.start(List.of(program.toString()), Map.of());
    this.line =
        new String(
            Json.write(
                Map.of(
                    "paramDir",
                    parameters.toString(),
                    "proofType",
                    task.proofType().number(),
                    "seed",
                    HexFormat.of().formatHex(task.seed()),
                    "miner",
                    task.minerId(),
                    "replicas",
                    task.replicas().stream().map(RustContender::replica).toList())),
            StandardCharsets.UTF_8);
  }

  private record Answer(
      @JsonProperty("seconds") @Nullable Double seconds,
      @JsonProperty("error") @Nullable String error) {}

  @Override
  public double prove() throws IOException {
    program.send(line);
    String text = program.receive();
    Answer answer = Json.read(text.getBytes(StandardCharsets.UTF_8), Answer.class);
    if (answer.seconds() == null) {
      throw new IOException("the Rust program answered " + text);
    }
    return answer.seconds();
  }

  @Override
  public void close() throws IOException {
    program.close();
  }

  private static Map<String, Object> replica(Replica replica) {
    return Map.of(
        "id",
        replica.sectorId(),
        "commR",
        HexFormat.of().formatHex(replica.commR()),
        "sealed",
        replica.sealedFile().toString(),
        "cache",
        replica.cacheDir().toString());
  }
}
