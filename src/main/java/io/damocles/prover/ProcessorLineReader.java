package io.damocles.prover;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the lines that a worker and its processor child exchange; every error names the member. */
public final class ProcessorLineReader {
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private ProcessorLineReader() {}

  /** A task and its number. */
  public record Request(long id, WindowPostTask task) {}

  /** What a child may say of a request. */
  public sealed interface Answer {
    /** The request's number. */
    long id();
  }

  /** The end of a request: its output. */
  public record Done(long id, WindowPostOutput output) implements Answer {}

  /** The end of a request: why there is no output. */
  public record Failed(long id, String message) implements Answer {}

  /** Where a request stands. */
  public record Progress(long id, ProofWatch.Stage stage, int done, int total) implements Answer {}

  /** Something that this worker is too old to understand; the request goes on. */
  public record Unknown(long id) implements Answer {}

  /**
   * Reads a task.
   *
   * @throws IOException if the line is none
   */
  public static Request request(byte[] line) throws IOException {
    JsonNode document = document(line);
    JsonNode task = member(document, "task");
    String name = member(task, "proof_type").asText();
    ProofType type =
        ProofType.byName(name).orElseThrow(() -> new IOException("unknown proof_type " + name));
    List<Replica> replicas = new ArrayList<>();
    for (JsonNode replica : array(task, "replicas")) {
      replicas.add(
          new Replica(
              unsigned(member(replica, "sector_id")),
              bytes(replica, "comm_r"),
              Path.of(text(replica, "cache_dir")),
              Path.of(text(replica, "sealed_file"))));
    }
    long miner = unsigned(member(task, "miner_id"));
    return new Request(
        unsigned(member(document, "id")),
        new WindowPostTask(miner, type, replicas, bytes(task, "seed")));
  }

  /**
   * Reads what a child says; an answer that cannot be read but tells its number is a failure.
   *
   * @throws IOException if the line tells no number
   */
  public static Answer answer(byte[] line) throws IOException {
    JsonNode document = document(line);
    long id = unsigned(member(document, "id"));
    try {
      return answer(id, document);
    } catch (IOException e) {
      return new Failed(id, "the processor's answer cannot be read: " + e.getMessage());
    }
  }

  private static Answer answer(long id, JsonNode document) throws IOException {
    if (document.hasNonNull("progress")) {
      return progress(id, document.get("progress"));
    }
    if (document.hasNonNull("err_msg")) {
      return new Failed(id, text(document, "err_msg"));
    }
    if (!document.hasNonNull("output")) {
      return new Failed(id, "the processor answered neither output nor err_msg");
    }
    JsonNode output = document.get("output");
    List<byte[]> proofs = new ArrayList<>();
    for (JsonNode proof : array(output, "proofs")) {
      if (!proof.isTextual()) {
        throw new IOException("proofs: expected base64 strings");
      }
      proofs.add(proof.binaryValue());
    }
    List<Long> faults = new ArrayList<>();
    for (JsonNode fault : array(output, "faults")) {
      faults.add(unsigned(fault));
    }
    return new Done(
        id,
        new WindowPostOutput(
            proofs,
            faults,
            bySector(output.path("fault_codes"), JsonNode::asText),
            bySector(output.path("read_millis"), JsonNode::asLong)));
  }

  /** What is ours alone; a sector's name that is no number is none of ours. */
  private static <T> Map<Long, T> bySector(JsonNode object, Function<JsonNode, T> reader)
      throws IOException {
    Map<Long, T> values = new TreeMap<>(Long::compareUnsigned);
    try {
      object
          .properties()
          .forEach(
              entry ->
                  values.put(
                      Long.parseUnsignedLong(entry.getKey()), reader.apply(entry.getValue())));
    } catch (NumberFormatException e) {
      throw new IOException("a sector's number: " + e.getMessage(), e);
    }
    return values;
  }

  private static Answer progress(long id, JsonNode node) {
    String name = node.path("stage").asText();
    for (ProofWatch.Stage stage : ProofWatch.Stage.values()) {
      if (stage.name().equalsIgnoreCase(name)) {
        return new Progress(id, stage, node.path("done").asInt(), node.path("total").asInt());
      }
    }
    return new Unknown(id);
  }

  private static JsonNode document(byte[] line) throws IOException {
    JsonNode document = ProcessorLine.MAPPER.readTree(line);
    if (document == null || !document.isObject()) {
      throw new IOException("not a JSON object");
    }
    return document;
  }

  private static JsonNode member(JsonNode object, String name) throws IOException {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw new IOException("no " + name);
    }
    return value;
  }

  private static JsonNode array(JsonNode object, String name) throws IOException {
    JsonNode value = member(object, name);
    if (!value.isArray()) {
      throw new IOException(name + ": expected an array");
    }
    return value;
  }

  private static String text(JsonNode object, String name) throws IOException {
    JsonNode value = member(object, name);
    if (!value.isTextual()) {
      throw new IOException(name + ": expected a string");
    }
    return value.textValue();
  }

  private static long unsigned(JsonNode value) throws IOException {
    if (!value.isIntegralNumber()
        || value.bigIntegerValue().signum() < 0
        || value.bigIntegerValue().compareTo(MAX) > 0) {
      throw new IOException("expected a whole number from 0 to 2^64-1, got " + value);
    }
    return value.bigIntegerValue().longValue();
  }

  private static byte[] bytes(JsonNode object, String name) throws IOException {
    JsonNode values = array(object, name);
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      JsonNode value = values.get(i);
      if (bytes.length != 32 || !value.isInt() || (value.intValue() & ~0xff) != 0) {
        throw new IOException(name + ": expected 32 numbers from 0 to 255");
      }
      bytes[i] = (byte) value.intValue();
    }
    if (bytes.length != 32) {
      throw new IOException(name + ": expected 32 numbers, got " + bytes.length);
    }
    return bytes;
  }
}
