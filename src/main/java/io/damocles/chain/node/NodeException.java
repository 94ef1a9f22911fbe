package io.damocles.chain.node;

import io.damocles.rpc.RpcException;
import io.damocles.rpc.RpcFormatException;
import io.damocles.rpc.RpcStatusException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call that a node did not do; the message names its address, the method and what was wrong. */
public final class NodeException extends RuntimeException {
  private static final Pattern EXIT_CODE =
      Pattern.compile("(?i)\\bexit(?: code)?[=: \\[]+(?:[a-z]+\\()?([0-9]{1,9})");

  private final Kind kind;
  private final int code;

  /** What went wrong. */
  public enum Kind {
    /** The node did its work and says no; another one would say the same. */
    ANSWERED(false),
    /** It does not know the method; a newer one may. */
    UNKNOWN_METHOD(false),
    /** It does not accept the token, or not for this method. */
    NOT_ALLOWED(true),
    /** It did not answer in time. */
    LATE(true),
    /** It was not reached, or the connection was lost. */
    UNREACHABLE(true),
    /** What it answered makes no sense. */
    GARBLED(true);

    private final boolean fault;

    Kind(boolean fault) {
      this.fault = fault;
    }

    /** Whether the node is to blame, so that another one should be asked. */
    public boolean isNodesFault() {
      return fault;
    }
  }

  NodeException(Kind kind, int code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.code = code;
  }

  public Kind kind() {
    return kind;
  }

  /** The JSON-RPC code of an answer (1, 3 and 11 in Lotus); 0 if there was none. */
  public int code() {
    return code;
  }

  /** Whether the other side may have done what it was asked to do all the same. */
  public boolean isInDoubt() {
    return kind == Kind.LATE || kind == Kind.UNREACHABLE || kind == Kind.GARBLED;
  }

  /**
   * With what code a message would end, if that is why it was refused: {@code
   * exit=[ErrIllegalArgument(16)]} (lotus-node.md §2), {@code exit code 16} or {@code exit 16}.
   */
  public OptionalInt exitCode() {
    Matcher found = EXIT_CODE.matcher(String.valueOf(getMessage()));
    return kind == Kind.ANSWERED && found.find()
        ? OptionalInt.of(Integer.parseInt(found.group(1)))
        : OptionalInt.empty();
  }

  static NodeException of(String address, String method, Throwable failure) {
    if (failure instanceof NodeException known) {
      return known;
    }
    Kind kind = kind(failure);
    int code = failure instanceof RpcException error ? error.code() : 0;
    return new NodeException(
        kind, code, "%s: %s: %s".formatted(address, method, text(kind, failure)), failure);
  }

  private static Kind kind(Throwable failure) {
    if (failure instanceof RpcException error) {
      return ofAnswer(error);
    } else if (failure instanceof TimeoutException) {
      return Kind.LATE;
    } else if (failure instanceof RpcStatusException status) {
      return status.isUnauthorized() ? Kind.NOT_ALLOWED : Kind.UNREACHABLE;
    }
    return failure instanceof RpcFormatException ? Kind.GARBLED : Kind.UNREACHABLE;
  }

  private static Kind ofAnswer(RpcException error) {
    if (error.isMethodNotFound()) {
      return Kind.UNKNOWN_METHOD;
    }
    String text = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("missing permission") ? Kind.NOT_ALLOWED : Kind.ANSWERED;
  }

  private static String text(Kind kind, Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    if (kind == Kind.NOT_ALLOWED) {
      return "the token does not allow it: " + text;
    }
    return failure instanceof RpcException error ? text + " (code " + error.code() + ")" : text;
  }
}
