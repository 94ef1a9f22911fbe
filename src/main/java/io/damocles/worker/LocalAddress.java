package io.damocles.worker;

import io.damocles.rpc.Endpoint;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Finds the address of this machine by which it reaches the manager. */
final class LocalAddress {
  private LocalAddress() {}

  /**
   * Asks the routing table; nothing is sent, the manager need not run. Blocks while the name is
   * looked up.
   *
   * @throws IOException if the manager's name is unknown or no route leads there
   */
  static String towards(Endpoint manager) throws IOException {
    InetSocketAddress target = new InetSocketAddress(manager.host(), manager.port());
    if (target.isUnresolved()) {
      throw new IOException("host " + manager.host() + " is unknown");
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(target);
      return socket.getLocalAddress().getHostAddress();
    } catch (java.io.UncheckedIOException e) {
      throw new IOException(e);
    }
  }
}
