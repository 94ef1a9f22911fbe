package io.damocles.rpc;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A stream of values to one WebSocket, by go-jsonrpc's conventions: the call's result is the
 * channel's number, each value is a notification {@code xrpc.ch.val}, the end is {@code
 * xrpc.ch.close}. Values wait until the result was written. May be used from any thread.
 */
public final class RpcChannel {
  /** A peer that is so many values behind is dropped. */
  private static final int MOST_UNREAD = 1024;

  private final long number;
  private final Context context;
  private final Function<Buffer, Future<Void>> write;
  private final Runnable dropPeer;
  private final List<Buffer> waiting = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean begun;
  private int unread;
  private volatile boolean closed;

  RpcChannel(
      long number, Context context, Function<Buffer, Future<Void>> write, Runnable dropPeer) {
    this.number = number;
    this.context = context;
    this.write = write;
    this.dropPeer = dropPeer;
  }

  /** Sends one value, as JSON; does nothing after the end. */
  public void send(Buffer json) {
    Buffer frame =
        Buffer.buffer("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.val\",\"params\":[" + number + ",")
            .appendBuffer(json)
            .appendString("]}");
    context.runOnContext(go -> queue(frame));
  }

  /** Runs once when the peer cancelled, left, or was told the end. */
  public void onClose(Runnable listener) {
    context.runOnContext(
        go -> {
          if (closed) {
            listener.run();
          } else {
            listeners.add(listener);
          }
        });
  }

  /** Whether no more values are taken. */
  public boolean isClosed() {
    return closed;
  }

  /** Tells the peer that there are no more values. */
  public void close() {
    context.runOnContext(go -> end());
  }

  /** The answer of the call that opened it; values flow once it is delivered. */
  public RpcResult result() {
    return new RpcResult(
        Buffer.buffer(Long.toString(number)),
        delivered -> context.runOnContext(go -> begin(delivered)));
  }

  private void queue(Buffer frame) {
    if (closed) {
      return;
    }
    if (begun) {
      write(frame);
    } else {
      waiting.add(frame);
    }
  }

  private void begin(boolean delivered) {
    if (!delivered) {
      gone();
      return;
    }
    begun = true;
    waiting.forEach(this::write);
    waiting.clear();
  }

  private void write(Buffer frame) {
    unread++;
    if (unread > MOST_UNREAD) {
      gone();
      dropPeer.run();
      return;
    }
    write.apply(frame).onComplete(written -> unread--);
  }

  /** The peer cancelled, or the method ended. */
  void end() {
    if (!closed) {
      write(
          Buffer.buffer(
              "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.close\",\"params\":[" + number + "]}"));
      gone();
    }
  }

  /** There is no connection any more. */
  void gone() {
    if (!closed) {
      closed = true;
      waiting.clear();
      listeners.forEach(Runnable::run);
      listeners.clear();
    }
  }
}
