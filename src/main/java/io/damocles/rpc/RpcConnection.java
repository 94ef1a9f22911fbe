package io.damocles.rpc;

import io.damocles.rpc.RpcEnvelope.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open WebSocket of go-jsonrpc's conventions, seen from the client. Used from one context.
 *
 * <p>Large messages are read on a worker thread; what comes on channels stays in order all the
 * same.
 */
final class RpcConnection {
  private static final Logger log = LoggerFactory.getLogger(RpcConnection.class);
  private static final String VALUE = "xrpc.ch.val";
  private static final String CLOSE = "xrpc.ch.close";
  private static final byte[] NOTHING = {};

  private final Vertx vertx;
  private final WebSocket socket;
  private final SocketRules rules;
  private final Consumer<Throwable> onEnd;
  private final Map<Long, SocketCall> calls = new HashMap<>();
  private final Map<Long, Channel> channels = new HashMap<>();
  private final long pings;
  private Buffer message = Buffer.buffer();
  private Future<?> earlier = Future.succeededFuture();
  private boolean proven;
  private int unheard;
  private @Nullable Throwable trouble;
  private boolean ended;

  /** What a subscription gets. */
  interface Channel {
    /** Reads and hands on a value; done when the next one may come. */
    Future<?> value(Result value);

    void ended(Throwable reason);
  }

  /**
   * Takes over an open socket.
   *
   * @param onEnd called once, when the connection is over
   */
  RpcConnection(Vertx vertx, WebSocket socket, SocketRules rules, Consumer<Throwable> onEnd) {
    this.vertx = vertx;
    this.socket = socket;
    this.rules = rules;
    this.onEnd = onEnd;
    socket.frameHandler(this::frame);
    socket.pongHandler(
        pong -> {
          proven = true;
          unheard = 0;
        });
    socket.exceptionHandler(this::broken);
    socket.closeHandler(closed -> end(reason()));
    pings = vertx.setPeriodic(rules.ping().toMillis(), tick -> ping());
  }

  /** Whether the server ever said something that makes sense. */
  boolean isProven() {
    return proven;
  }

  /** Sends a call; its end comes with the answer, or with the connection's. */
  void send(long id, String method, byte[] params, SocketCall call) {
    if (ended) {
      call.fail(reason());
      return;
    }
    calls.put(id, call);
    call.abandonBy(id, this::abandon);
    write(RpcEnvelope.request(id, method, params));
  }

  /** From now on the channel's values go there. */
  void open(long channel, Channel to) {
    channels.put(channel, to);
  }

  /** Stops a channel that a call with this id opened. */
  void cancel(long callId, long channel) {
    channels.remove(channel);
    abandon(callId);
  }

  /** Ends it, and with it all that it carries. */
  void close(Throwable why) {
    trouble = trouble == null ? why : trouble;
    socket.close();
    end(reason());
  }

  private void abandon(long callId) {
    calls.remove(callId);
    if (!ended) {
      byte[] params = ("[" + callId + "]").getBytes(StandardCharsets.UTF_8);
      write(RpcEnvelope.notification("xrpc.cancel", params));
    }
  }

  private void write(byte[] json) {
    socket.writeTextMessage(new String(json, StandardCharsets.UTF_8));
  }

  private void broken(Throwable failure) {
    if (trouble == null && !(failure instanceof HttpClosedException)) {
      trouble = failure;
    }
  }

  private void ping() {
    unheard++;
    socket.writePing(Buffer.buffer());
  }

  private void frame(WebSocketFrame frame) {
    unheard = 0;
    if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
      return;
    }
    Buffer part = frame.binaryData();
    if ((long) message.length() + part.length() > rules.mostMessageBytes()) {
      close(
          new RpcFormatException(
              "a message is longer than " + rules.mostMessageBytes() + " bytes", null));
      return;
    }
    if (frame.isFinal() && message.length() == 0) {
      whole(part.getBytes());
    } else {
      message.appendBuffer(part);
      if (frame.isFinal()) {
        byte[] all = message.getBytes();
        message = Buffer.buffer();
        whole(all);
      }
    }
  }

  private void whole(byte[] bytes) {
    if (bytes.length <= RpcFrame.LARGE) {
      try {
        message(RpcFrame.parse(bytes));
      } catch (IOException notJsonRpc) {
        close(notJsonRpc);
      }
      return;
    }
    large(bytes);
  }

  private void message(RpcFrame frame) {
    proven = true;
    if (frame.method() == null) {
      answer(frame);
    } else {
      earlier = earlier.transform(before -> channelMessage(frame));
    }
  }

  /** It keeps its place among the messages of channels; an answer has none to keep. */
  private void large(byte[] bytes) {
    Future<RpcFrame> parsed = vertx.executeBlocking(() -> RpcFrame.parse(bytes), false);
    parsed.onFailure(notJsonRpc -> close(notJsonRpc));
    earlier =
        earlier
            .transform(before -> parsed)
            .compose(this::channelMessage, broken -> Future.succeededFuture());
    parsed.onSuccess(
        frame -> {
          if (frame.method() == null) {
            message(frame);
          }
        });
  }

  private void answer(RpcFrame frame) {
    SocketCall call = frame.id() == null ? null : calls.remove(frame.id());
    if (call == null) {
      log.debug("an answer to no call id={}", frame.id());
    } else if (frame.error() != null) {
      call.fail(frame.error());
    } else if (frame.result() != null) {
      call.result(frame.result(), this);
    } else {
      call.fail(new RpcFormatException("not a JSON-RPC answer: neither result nor error", null));
    }
  }

  private Future<?> channelMessage(RpcFrame frame) {
    String method = frame.method();
    List<Result> params = List.of(frame.params());
    try {
      if (VALUE.equals(method) && params.size() == 2) {
        Channel channel = channels.get(params.get(0).read(RpcConnection::number));
        return channel == null ? Future.succeededFuture() : channel.value(params.get(1));
      } else if (CLOSE.equals(method) && params.size() == 1) {
        Channel channel = channels.remove(params.get(0).read(RpcConnection::number));
        if (channel != null) {
          channel.ended(new IOException("the server closed the channel"));
        }
      }
    } catch (IOException malformed) {
      close(malformed);
    }
    return Future.succeededFuture();
  }

  /** Reads a channel's number. */
  static Long number(byte[] json, int offset, int length) throws IOException {
    String text = new String(json, offset, length, StandardCharsets.UTF_8);
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new RpcFormatException("expected the number of a channel, got " + text, e);
    }
  }

  private Throwable reason() {
    if (trouble == null) {
      trouble = new IOException(isSilent() ? silent() : lost());
    }
    return trouble;
  }

  /** The idle handler below closes without a word; it counts bytes, so that a long answer lives. */
  private boolean isSilent() {
    return rules.ping().multipliedBy(unheard + 1L).compareTo(rules.silence()) >= 0;
  }

  private String silent() {
    return "dropped, for nothing came for " + rules.silence().toMillis() + " ms";
  }

  private String lost() {
    String text = socket.closeReason();
    return "the connection was lost"
        + (socket.closeStatusCode() == null ? "" : ", code " + socket.closeStatusCode())
        + (text == null || text.isEmpty() ? "" : ": " + text);
  }

  private void end(Throwable reason) {
    if (ended) {
      return;
    }
    ended = true;
    vertx.cancelTimer(pings);
    message = Buffer.buffer(NOTHING);
    List<SocketCall> waiting = List.copyOf(calls.values());
    List<Channel> open = List.copyOf(channels.values());
    calls.clear();
    channels.clear();
    onEnd.accept(reason);
    waiting.forEach(call -> call.fail(reason));
    open.forEach(channel -> channel.ended(reason));
  }
}
