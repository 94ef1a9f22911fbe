package io.damocles.devnet.wallet;

import io.damocles.chain.Address;
import io.damocles.chain.Blake2b;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.custom.sec.SecP256K1Curve;

/** The curve, and signatures as the chain writes them: r and s of 32 bytes, then 0 to 3. */
final class Secp256k1 {
  static final ECDomainParameters CURVE = curve();
  private static final int SCALAR_BYTES = 32;
  private static final int SIGNATURE_BYTES = 65;

  private Secp256k1() {}

  private static ECDomainParameters curve() {
    X9ECParameters named = SECNamedCurves.getByName("secp256k1");
    return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  /** Whether the signature over the data's BLAKE2b-256 is by the key of this address. */
  static boolean verify(Address signer, byte[] data, byte[] signature) {
    return recover(Blake2b.hash256(data), signature)
        .map(Address::ofSecpKey)
        .filter(signer::equals)
        .isPresent();
  }

  /** The uncompressed public key that made the signature, if it is one. */
  static Optional<byte[]> recover(byte[] digest, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES || signature[64] < 0 || signature[64] > 3) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, SCALAR_BYTES));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, SCALAR_BYTES, 64));
    if (!isScalar(r) || !isScalar(s)) {
      return Optional.empty();
    }
    BigInteger x = signature[64] < 2 ? r : r.add(CURVE.getN());
    return point(x, signature[64] & 1).flatMap(point -> publicKey(point, r, s, digest));
  }

  private static Optional<ECPoint> point(BigInteger x, int odd) {
    if (x.compareTo(SecP256K1Curve.q) >= 0) {
      return Optional.empty();
    }
    try {
      byte[] compressed = ByteBuffer.allocate(33).put((byte) (2 + odd)).put(scalar(x)).array();
      return Optional.of(CURVE.getCurve().decodePoint(compressed));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> publicKey(
      ECPoint point, BigInteger r, BigInteger s, byte[] digest) {
    BigInteger order = CURVE.getN();
    BigInteger inverse = r.modInverse(order);
    BigInteger e = new BigInteger(1, digest).negate().mod(order);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(
            CURVE.getG(), inverse.multiply(e).mod(order), point, inverse.multiply(s).mod(order));
    return key.isInfinity() ? Optional.empty() : Optional.of(key.normalize().getEncoded(false));
  }

  static byte[] signature(BigInteger r, BigInteger s, int recovery) {
    return ByteBuffer.allocate(SIGNATURE_BYTES)
        .put(scalar(r))
        .put(scalar(s))
        .put((byte) recovery)
        .array();
  }

  static byte[] scalar(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] scalar = new byte[SCALAR_BYTES];
    int length = Math.min(bytes.length, SCALAR_BYTES);
    System.arraycopy(bytes, bytes.length - length, scalar, SCALAR_BYTES - length, length);
    return scalar;
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
  }
}
