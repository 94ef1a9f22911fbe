package io.damocles.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP answer as its bytes arrive. Only the beginning of the body is kept: a claim's
 * answer is half a megabyte, of which the load generator needs the job's id.
 */
final class HttpAnswer {
  private static final byte[] LENGTH = ascii("\ncontent-length:");
  private static final byte[] CHUNKED = ascii("\ntransfer-encoding: chunked");
  private static final byte[] ERROR = ascii("\"error\":{");
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int ERROR_WITHIN = 64;

  private final byte[] head = new byte[8192];
  private final byte[] body = new byte[512];
  private State state = State.HEAD;
  private int headLength;
  private int bodyKept;
  private long bodyLength;
  private long left;

  private enum State {
    HEAD,
    FIXED,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    LAST_END,
    DONE
  }

  /** Makes ready for the next answer. */
  void clear() {
    state = State.HEAD;
    headLength = 0;
    bodyKept = 0;
    bodyLength = 0;
    left = 0;
  }

  /** Takes what has arrived; returns whether the answer is complete. */
  boolean read(ByteBuffer in) {
    while (in.hasRemaining() && state != State.DONE) {
      switch (state) {
        case HEAD -> head(in.get());
        case FIXED -> {
          take(in);
          state = left == 0 ? State.DONE : State.FIXED;
        }
        case CHUNK_SIZE -> chunkSize(in.get());
        case CHUNK -> {
          take(in);
          state = left == 0 ? State.CHUNK_END : State.CHUNK;
        }
        case CHUNK_END, LAST_END -> chunkEnd(in.get());
        case DONE -> throw new IllegalStateException("answer is complete");
      }
    }
    return state == State.DONE;
  }

  /** The HTTP status. */
  int status() {
    return (head[STATUS_AT] - '0') * 100
        + (head[STATUS_AT + 1] - '0') * 10
        + (head[STATUS_AT + 2] - '0');
  }

  /** Bytes in the body. */
  long length() {
    return bodyLength;
  }

  /** Whether the call failed, by protocol or by its own error. */
  boolean refused() {
    return status() != 200 || find(ERROR, body, Math.min(bodyKept, ERROR_WITHIN)) >= 0;
  }

  /** What stands between the marker and the next quote in the body's beginning, or null. */
  @Nullable String quotedAfter(byte[] marker) {
    int at = find(marker, body, bodyKept);
    if (at < 0) {
      return null;
    }
    int begin = at + marker.length;
    int end = begin;
    while (end < bodyKept && body[end] != '"') {
      end++;
    }
    return new String(body, begin, end - begin, StandardCharsets.US_ASCII);
  }

  /** Whether that stands in the body's beginning. */
  boolean contains(byte[] text) {
    return find(text, body, bodyKept) >= 0;
  }

  /** The beginning of the body, for messages. */
  String beginning() {
    return new String(body, 0, bodyKept, StandardCharsets.UTF_8);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void head(byte next) {
    head[headLength++] = next >= 'A' && next <= 'Z' ? (byte) (next + 32) : next;
    if (next != '\n' || headLength < 4 || head[headLength - 3] != '\n') {
      return;
    }
    if (find(CHUNKED, head, headLength) >= 0) {
      state = State.CHUNK_SIZE;
      return;
    }
    left = contentLength();
    state = left == 0 ? State.DONE : State.FIXED;
  }

  private long contentLength() {
    int at = find(LENGTH, head, headLength);
    long length = 0;
    for (int i = at + LENGTH.length; at >= 0 && head[i] != '\r'; i++) {
      length = head[i] == ' ' ? length : length * 10 + (head[i] - '0');
    }
    return length;
  }

  private void chunkSize(byte next) {
    if (next == '\n') {
      state = left == 0 ? State.LAST_END : State.CHUNK;
    } else if (next != '\r') {
      left = left * 16 + Character.digit(next, 16);
    }
  }

  /** Each chunk ends with a line break, the empty last one too. */
  private void chunkEnd(byte next) {
    if (next == '\n') {
      state = state == State.LAST_END ? State.DONE : State.CHUNK_SIZE;
    }
  }

  private void take(ByteBuffer in) {
    int length = (int) Math.min(left, in.remaining());
    int kept = Math.min(length, body.length - bodyKept);
    in.get(body, bodyKept, kept);
    in.position(in.position() + length - kept);
    bodyKept += kept;
    bodyLength += length;
    left -= length;
  }

  private static int find(byte[] what, byte[] in, int length) {
    for (int i = 0; i <= length - what.length; i++) {
      int same = 0;
      while (same < what.length && in[i + same] == what[same]) {
        same++;
      }
      if (same == what.length) {
        return i;
      }
    }
    return -1;
  }
}
