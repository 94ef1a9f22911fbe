package io.damocles.devnet.chain;

import io.damocles.chain.CborBytes;
import io.damocles.chain.Cid;
import io.damocles.chain.Receipt;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import java.util.List;

/** What blocks say of messages and receipts: real roots, computed as on the chain. */
final class Roots {
  private Roots() {}

  static Cid ofMessages(List<SignedMessage> messages) {
    Cid bls = ofKind(messages, true);
    Cid secp = ofKind(messages, false);
    return Cid.ofCbor(new CborBytes().array(2).cid(bls).cid(secp).toByteArray());
  }

  private static Cid ofKind(List<SignedMessage> messages, boolean bls) {
    return ArrayRoot.of(
        messages.stream()
            .filter(message -> (message.signature().type() == Signature.BLS) == bls)
            .map(message -> new CborBytes().cid(message.cid()).toByteArray())
            .toList());
  }

  static Cid ofReceipts(List<Receipt> receipts) {
    return ArrayRoot.of(receipts.stream().map(Roots::encode).toList());
  }

  private static byte[] encode(Receipt receipt) {
    byte[] returned = receipt.returned();
    return new CborBytes()
        .array(4)
        .number(receipt.exitCode())
        .bytes(returned == null ? new byte[0] : returned)
        .number(receipt.gasUsed())
        .nothing()
        .toByteArray();
  }
}
