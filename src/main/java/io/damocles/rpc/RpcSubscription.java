package io.damocles.rpc;

/** A channel on which a server sends values. */
public interface RpcSubscription {

  /** Ends it: no value comes any more, nor the news that it ended. */
  void cancel();

  /** Takes what comes on a channel, in order, on the client's event loop. */
  interface Listener<T> {
    void value(T value);

    /** Nothing comes any more: the server closed the channel or the connection was lost. */
    void ended(Throwable reason);
  }
}
