package io.damocles.devnet.wallet;

import io.damocles.chain.Address;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chain's private keys by address; the first one is the default until another is set. */
public final class Wallet {
  private final Map<Address, SecpKey> keys = new LinkedHashMap<>();
  private Optional<Address> standard = Optional.empty();

  /** A key that is the same for the same seed and name. */
  public static SecpKey derive(byte[] seed, String name) {
    return SecpKey.derivedFrom(seed, name.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes a key in and returns its address. */
  public Address add(SecpKey key) {
    Address address = key.address();
    keys.put(address, key);
    if (standard.isEmpty()) {
      standard = Optional.of(address);
    }
    return address;
  }

  /** Every address with a key, in the order in which they came in. */
  public List<Address> addresses() {
    return List.copyOf(keys.keySet());
  }

  public boolean has(Address address) {
    return keys.containsKey(address);
  }

  /** The key of an address. */
  public Optional<SecpKey> key(Address address) {
    return Optional.ofNullable(keys.get(address));
  }

  /** Whose messages are sent if nothing else is said; empty if there are no keys. */
  public Optional<Address> standard() {
    return standard;
  }

  /**
   * Makes an address the default.
   *
   * @throws IllegalArgumentException if there is no key of it
   */
  public void setStandard(Address address) {
    if (!has(address)) {
      throw new IllegalArgumentException("the wallet has no key of " + address);
    }
    standard = Optional.of(address);
  }

  /**
   * 65 bytes of signature over the BLAKE2b-256 of the data; empty if there is no key of the
   * address.
   */
  public Optional<byte[]> sign(Address address, byte[] data) {
    return key(address).map(key -> key.sign(data));
  }

  /** Whether a signature over the data's BLAKE2b-256 is by the key of this address (f1…). */
  public static boolean verify(Address signer, byte[] data, byte[] signature) {
    return Secp256k1.verify(signer, data, signature);
  }
}
