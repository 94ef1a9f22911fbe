package io.damocles.prover;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes the lines that a worker and its processor child exchange, one JSON document each. */
public final class ProcessorLine {
  /** The stage of window proofs. */
  public static final String WINDOW_POST = "window_post";

  /** The stage of winning proofs. */
  public static final String WINNING_POST = "winning_post";

  /**
   * Environment variable by which the parent says that it understands progress lines, and from
   * {@link #TELLS_DEADLINES} on also what a child says of itself.
   */
  public static final String PROGRESS_VARIABLE = "DAMOCLES_PROCESSOR_PROGRESS";

  /** Value of a parent that tells a child deadlines if it understands them. */
  public static final String TELLS_DEADLINES = "2";

  /** What a child says that understands {@code limits} beside a task. */
  static final String LIMITS = "limits";

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(256 << 20).build())
          .build();
  static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private ProcessorLine() {}

  /** What a child of that stage says first. */
  public static String ready(String stage) {
    return stage + " processor ready";
  }

  /** The parent's line: a task. */
  public static byte[] request(long id, WindowPostTask task) {
    return request(id, task, TimeLeft.UNKNOWN);
  }

  /** The line of a parent whose child understands limits: a task, and what its deadline leaves. */
  public static byte[] request(long id, WindowPostTask task, TimeLeft left) {
    return line(
        out -> {
          unsigned(out, "id", id);
          out.writeObjectFieldStart("task");
          unsigned(out, "miner_id", task.minerId());
          out.writeStringField("proof_type", task.proofType().wireName());
          out.writeArrayFieldStart("replicas");
          for (Replica replica : task.replicas()) {
            out.writeStartObject();
            unsigned(out, "sector_id", replica.sectorId());
            bytes(out, "comm_r", replica.commR());
            out.writeStringField("cache_dir", replica.cacheDir().toString());
            out.writeStringField("sealed_file", replica.sealedFile().toString());
            out.writeEndObject();
          }
          out.writeEndArray();
          bytes(out, "seed", task.seed());
          out.writeEndObject();
          limits(out, left);
        });
  }

  /** The child's second line, an extension: that it understands limits. */
  public static byte[] understandsLimits() {
    return line(
        out -> {
          unsigned(out, "id", 0);
          out.writeArrayFieldStart("understands");
          out.writeString(LIMITS);
          out.writeEndArray();
        });
  }

  /**
   * The child's line: an output.
   *
   * @param detailed whether the parent understands what is ours alone
   */
  public static byte[] output(long id, WindowPostOutput output, boolean detailed) {
    return line(
        out -> {
          unsigned(out, "id", id);
          out.writeNullField("err_msg");
          out.writeObjectFieldStart("output");
          proofs(out, output.proofs());
          out.writeArrayFieldStart("faults");
          for (long sector : output.faults()) {
            out.writeNumber(Long.toUnsignedString(sector));
          }
          out.writeEndArray();
          if (detailed) {
            bySector(out, "fault_codes", output.faultCodes());
            bySector(out, "read_millis", output.readMillis());
          }
          out.writeEndObject();
        });
  }

  /** The child's line: a winning proof. */
  public static byte[] winningOutput(long id, byte[] proof) {
    return line(
        out -> {
          unsigned(out, "id", id);
          out.writeNullField("err_msg");
          out.writeObjectFieldStart("output");
          proofs(out, List.of(proof));
          out.writeEndObject();
        });
  }

  /** The child's line: a failure. */
  public static byte[] failure(long id, String message) {
    return line(
        out -> {
          unsigned(out, "id", id);
          out.writeStringField("err_msg", message);
          out.writeNullField("output");
        });
  }

  /** The child's line, an extension: where the proof stands. */
  public static byte[] progress(long id, ProofWatch.Stage stage, int done, int total) {
    return line(
        out -> {
          unsigned(out, "id", id);
          out.writeObjectFieldStart("progress");
          out.writeStringField("stage", stage.name());
          out.writeNumberField("done", done);
          out.writeNumberField("total", total);
          out.writeEndObject();
        });
  }

  /** Writes the members of one document. */
  private interface Members {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] line(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      members.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void limits(JsonGenerator out, TimeLeft left) throws IOException {
    if (left.equals(TimeLeft.UNKNOWN)) {
      return;
    }
    out.writeObjectFieldStart(LIMITS);
    if (left.closeMillis() != null) {
      out.writeNumberField("close_millis", left.closeMillis());
    }
    if (left.retryMillis() != null) {
      out.writeNumberField("retry_millis", left.retryMillis());
    }
    out.writeEndObject();
  }

  private static void proofs(JsonGenerator out, List<byte[]> proofs) throws IOException {
    out.writeArrayFieldStart("proofs");
    for (byte[] proof : proofs) {
      out.writeBinary(proof);
    }
    out.writeEndArray();
  }

  private static void bySector(JsonGenerator out, String name, Map<Long, ?> values)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<Long, ?> entry : values.entrySet()) {
      out.writeStringField(Long.toUnsignedString(entry.getKey()), String.valueOf(entry.getValue()));
    }
    out.writeEndObject();
  }

  private static void unsigned(JsonGenerator out, String name, long value) throws IOException {
    out.writeFieldName(name);
    out.writeNumber(Long.toUnsignedString(value));
  }

  private static void bytes(JsonGenerator out, String name, byte[] values) throws IOException {
    out.writeArrayFieldStart(name);
    for (byte value : values) {
      out.writeNumber(value & 0xff);
    }
    out.writeEndArray();
  }
}
