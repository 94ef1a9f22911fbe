package io.damocles.prover;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines that a worker and its processor child exchange; every error names the member. */
public final class ProcessorLineReader {
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final JsonNode NONE = ProcessorLine.MAPPER.createArrayNode();
  private static final Pattern ID = Pattern.compile("\\s*\\{\\s*\"id\"\\s*:\\s*(\\d{1,20})\\b");
  private static final int LONGEST_ID = 100;

  private ProcessorLineReader() {}

  /** A task, its number, and what its deadline leaves. */
  public record Request(long id, WindowPostTask task, TimeLeft left) {}

  /** What a child may say of a request. */
  public sealed interface Answer {
    /** The request's number. */
    long id();
  }

  /** The end of a request: its output. */
  public record Done(long id, WindowPostOutput output) implements Answer {}

  /** The end of a request: why there is no output. */
  public record Failed(long id, String message) implements Answer {}

  /** The end of a request, too: an answer of which no more than the number can be read. */
  public record Unreadable(long id, String message) implements Answer {}

  /** Where a request stands. */
  public record Progress(long id, ProofWatch.Stage stage, int done, int total) implements Answer {}

  /** The child understands limits beside a task. */
  public record UnderstandsLimits(long id) implements Answer {}

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
              path(replica, "cache_dir"),
              path(replica, "sealed_file")));
    }
    long miner = unsigned(member(task, "miner_id"));
    return new Request(
        unsigned(member(document, "id")),
        new WindowPostTask(miner, type, replicas, bytes(task, "seed")),
        left(document.path(ProcessorLine.LIMITS)));
  }

  private static TimeLeft left(JsonNode limits) {
    return new TimeLeft(millis(limits, "close_millis"), millis(limits, "retry_millis"));
  }

  private static @Nullable Long millis(JsonNode limits, String name) {
    JsonNode value = limits.path(name);
    return value.canConvertToLong() ? Long.valueOf(value.longValue()) : null;
  }

  /** The number of a line that cannot be read otherwise, cut off or no JSON as it may be. */
  public static OptionalLong id(byte[] line) {
    Matcher start = ID.matcher(new String(line, 0, Math.min(line.length, LONGEST_ID), UTF_8));
    try {
      return start.lookingAt()
          ? OptionalLong.of(Long.parseUnsignedLong(start.group(1)))
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Reads what a child says; an answer that cannot be read but tells its number is a failure.
   *
   * @throws IOException if the line tells no number
   */
  public static Answer answer(byte[] line) throws IOException {
    JsonNode document;
    try {
      document = document(line);
    } catch (IOException e) {
      return unreadable(id(line).orElseThrow(() -> e), e);
    }
    long id = unsigned(member(document, "id"));
    try {
      return answer(id, document);
    } catch (IOException e) {
      return unreadable(id, e);
    }
  }

  private static Unreadable unreadable(long id, IOException e) {
    return new Unreadable(id, "the processor's answer cannot be read: " + e.getMessage());
  }

  private static Answer answer(long id, JsonNode document) throws IOException {
    if (document.hasNonNull("understands")) {
      boolean limits = false;
      for (JsonNode name : document.get("understands")) {
        limits |= name.asText().equals(ProcessorLine.LIMITS);
      }
      return limits ? new UnderstandsLimits(id) : new Unknown(id);
    }
    if (document.hasNonNull("progress")) {
      return progress(id, document.get("progress"));
    }
    if (document.hasNonNull("err_msg")) {
      String message = text(document, "err_msg");
      return new Failed(id, message.isBlank() ? "the processor's err_msg is empty" : message);
    }
    if (!document.hasNonNull("output")) {
      return new Failed(id, "the processor answered neither output nor err_msg");
    }
    JsonNode output = document.get("output");
    if (!output.hasNonNull("proofs") && !output.hasNonNull("faults")) {
      throw new IOException("neither proofs nor faults");
    }
    return new Done(
        id,
        new WindowPostOutput(
            proofs(output),
            faults(output),
            bySector(output.path("fault_codes"), JsonNode::asText),
            bySector(output.path("read_millis"), JsonNode::asLong)));
  }

  /** A child written for damocles' manager in Go may answer null for an empty list. */
  private static List<byte[]> proofs(JsonNode output) throws IOException {
    List<byte[]> proofs = new ArrayList<>();
    for (JsonNode proof : output.hasNonNull("proofs") ? array(output, "proofs") : NONE) {
      if (!proof.isTextual()) {
        throw new IOException("proofs: expected base64 strings");
      }
      proofs.add(proof.binaryValue());
    }
    return proofs;
  }

  private static List<Long> faults(JsonNode output) throws IOException {
    List<Long> faults = new ArrayList<>();
    for (JsonNode fault : output.hasNonNull("faults") ? array(output, "faults") : NONE) {
      faults.add(unsigned(fault));
    }
    return faults;
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
    // Not from the bytes: one that is no UTF-8 would cost the whole answer.
    JsonNode document;
    try {
      document = ProcessorLine.MAPPER.readTree(new String(line, UTF_8));
    } catch (JsonProcessingException e) {
      throw new IOException("no JSON: " + e.getOriginalMessage(), e);
    }
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

  private static Path path(JsonNode object, String name) throws IOException {
    try {
      return Path.of(text(object, name));
    } catch (InvalidPathException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
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
