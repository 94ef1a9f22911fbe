package io.damocles.devnet.wallet;

import io.damocles.chain.Address;
import io.damocles.chain.Blake2b;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** A secp256k1 private key. */
public final class SecpKey {
  private final BigInteger secret;
  private final byte[] publicKey;

  private SecpKey(BigInteger secret) {
    this.secret = secret;
    this.publicKey = Secp256k1.CURVE.getG().multiply(secret).normalize().getEncoded(false);
  }

  /**
   * The key with these 32 bytes.
   *
   * @throws IllegalArgumentException if they are no key
   */
  public static SecpKey ofBytes(byte[] bytes) {
    BigInteger secret = new BigInteger(1, bytes);
    if (bytes.length != 32
        || secret.signum() == 0
        || secret.compareTo(Secp256k1.CURVE.getN()) >= 0) {
      throw new IllegalArgumentException("these are not the 32 bytes of a secp256k1 key");
    }
    return new SecpKey(secret);
  }

  /** The same key for the same bytes, whatever they are. */
  static SecpKey derivedFrom(byte[]... parts) {
    BigInteger most = Secp256k1.CURVE.getN().subtract(BigInteger.ONE);
    return new SecpKey(new BigInteger(1, Blake2b.hash256(parts)).mod(most).add(BigInteger.ONE));
  }

  /** The key's address (f1…). */
  public Address address() {
    return Address.ofSecpKey(publicKey);
  }

  /** The 32 bytes of the private key. */
  public byte[] bytes() {
    return Secp256k1.scalar(secret);
  }

  /** Signs the BLAKE2b-256 of the data by RFC 6979; 65 bytes: r, s, and which key it recovers. */
  public byte[] sign(byte[] data) {
    byte[] digest = Blake2b.hash256(data);
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, Secp256k1.CURVE));
    BigInteger[] pair = signer.generateSignature(digest);
    BigInteger order = Secp256k1.CURVE.getN();
    BigInteger s = pair[1].min(order.subtract(pair[1]));
    for (int recovery = 0; recovery < 4; recovery++) {
      byte[] signature = Secp256k1.signature(pair[0], s, recovery);
      if (Secp256k1.recover(digest, signature).filter(this::isOurs).isPresent()) {
        return signature;
      }
    }
    throw new IllegalStateException("a signature recovers no key");
  }

  private boolean isOurs(byte[] candidate) {
    return Arrays.equals(candidate, publicKey);
  }
}
