package io.damocles.cli;

import io.damocles.chain.Address;

/** Miners as people name them. */
final class MinerAddresses {
  private MinerAddresses() {}

  /** Reads an address, or digits as an actor id; fails with usage. */
  static Address parse(String text) {
    try {
      return Address.parse(text.matches("[0-9]+") ? "f0" + text : text);
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure(String.valueOf(notAnAddress.getMessage()));
    }
  }
}
