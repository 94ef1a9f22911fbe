package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A message with its sender's signature. */
public record SignedMessage(Message message, Signature signature) {

  /** Its content id: with a BLS signature the message's own. */
  @JsonProperty(value = "CID", access = JsonProperty.Access.READ_ONLY)
  public Cid cid() {
    return signature.type() == Signature.BLS
        ? message.cid()
        : Cid.ofCbor(MessageBytes.signed(this));
  }
}
