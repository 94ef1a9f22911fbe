package io.damocles.rpc;

import java.time.Duration;

/**
 * How a client keeps its WebSocket.
 *
 * @param ping the time between two pings
 * @param silence how long nothing at all may come before the connection is dropped
 * @param connect how long connecting and the handshake may take
 * @param firstPause before connecting again after a failure; each further one is half as long again
 * @param longestPause where the pauses stop growing
 * @param mostMessageBytes the longest message that is read
 */
public record SocketRules(
    Duration ping,
    Duration silence,
    Duration connect,
    Duration firstPause,
    Duration longestPause,
    int mostMessageBytes) {

  /** go-jsonrpc's, with room for several times all sectors of a large miner. */
  public static SocketRules standard() {
    return new SocketRules(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        RpcClient.MOST_ANSWER_BYTES);
  }
}
