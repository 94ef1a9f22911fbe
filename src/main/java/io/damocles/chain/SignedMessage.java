package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A message with its sender's signature. */
public record SignedMessage(Message message, Signature signature) {

  /** Its content id: with a BLS signature the message's own. */
  @JsonProperty(value = "CID", access = JsonProperty.Access.READ_ONLY)
  public Cid cid() {
    return signature.type() == Signature.BLS ? message.cid() : Cid.ofCbor(encode());
  }

  /** Its CBOR. */
  public byte[] encode() {
    byte[] data = signature.data();
    byte[] typed = new byte[data.length + 1];
    typed[0] = (byte) signature.type();
    System.arraycopy(data, 0, typed, 1, data.length);
    return new CborBytes().array(2).encoded(message.encode()).bytes(typed).toByteArray();
  }
}
