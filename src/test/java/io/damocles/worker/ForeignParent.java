package io.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.damocles.prover.Replica;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts {@code damocles-worker processor STAGE} as damocles does, and speaks to it in bytes. */
final class ForeignParent implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader answers;
  private final Path errors;

  private ForeignParent(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static ForeignParent start(
      String stage, Path folder, Path parameters, Map<String, String> environment)
      throws IOException {
    Path errors = Files.createTempFile(folder, "child", ".log");
    List<String> line = new ArrayList<>();
    line.add(WorkerProcess.JAVA);
    line.addAll(
        List.of(
            "-Xmx256m",
            WorkerProcess.LOGGING,
            "-cp",
            WorkerProcess.CLASS_PATH,
            WorkerProcess.MAIN,
            "processor",
            stage));
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder.environment().put("FIL_PROOFS_PARAMETER_CACHE", parameters.toString());
    builder.environment().putAll(environment);
    return new ForeignParent(builder.start(), errors);
  }

  long pid() {
    return process.pid();
  }

  /** The next bytes, as many as the text has. */
  String read(int length) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) answers.read());
    }
    return text.toString();
  }

  JsonNode answer() throws IOException {
    return JSON.readTree(answers.readLine());
  }

  void send(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Closes the child's input and waits for its end. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the child does not end: " + log());
    }
    return process.exitValue();
  }

  /** What was left unread. */
  String rest() throws IOException {
    return answers.lines().reduce("", (one, two) -> one + two + "\n");
  }

  String log() throws IOException {
    return Files.readString(errors);
  }

  /** A task's line in the form of damocles' worker (damocles-worker.md 5.2). */
  static String task(long id, String proofType, byte[] seed, List<Replica> replicas) {
    ObjectNode line = JSON.createObjectNode().put("id", id);
    ObjectNode task = line.putObject("task").put("miner_id", 1000).put("proof_type", proofType);
    ArrayNode list = task.putArray("replicas");
    for (Replica replica : replicas) {
      ObjectNode node = list.addObject().put("sector_id", replica.sectorId());
      numbers(node.putArray("comm_r"), replica.commR());
      node.put("cache_dir", replica.cacheDir().toString());
      node.put("sealed_file", replica.sealedFile().toString());
    }
    numbers(task.putArray("seed"), seed);
    return line + "\n";
  }

  private static void numbers(ArrayNode array, byte[] bytes) {
    for (byte b : bytes) {
      array.add(b & 0xff);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
