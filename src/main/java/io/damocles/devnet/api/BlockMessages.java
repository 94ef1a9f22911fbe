package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import java.util.List;

/** The messages of a block by the kind of their signatures. */
record BlockMessages(
    @JsonProperty("BlsMessages") List<Message> bls,
    @JsonProperty("SecpkMessages") List<SignedMessage> secp,
    @JsonProperty("Cids") List<Cid> cids) {
  private static final int BLS = 2;

  static BlockMessages of(List<SignedMessage> messages) {
    return new BlockMessages(
        messages.stream().filter(BlockMessages::isBls).map(SignedMessage::message).toList(),
        messages.stream().filter(message -> !isBls(message)).toList(),
        messages.stream().map(SignedMessage::cid).toList());
  }

  private static boolean isBls(SignedMessage message) {
    return message.signature().type() == BLS;
  }
}
