package io.damocles.devnet.messager;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message as the messager keeps it.
 *
 * @param uid its sender's id for it
 * @param signed once it was sent
 * @param expireEpoch given up if not sent by then; 0: never
 * @param error why it could not be sent when last tried
 * @param failed whether it was given up
 */
public record Entry(
    @JsonProperty("uid") String uid,
    @JsonProperty("message") Message message,
    @JsonProperty("signed") @Nullable SignedMessage signed,
    @JsonProperty("expireEpoch") long expireEpoch,
    @JsonProperty("error") String error,
    @JsonProperty("failed") boolean failed,
    @JsonProperty("createdAt") String createdAt) {

  static Entry fresh(String uid, Message message, long expireEpoch, String now) {
    return new Entry(uid, message, null, expireEpoch, "", false, now);
  }

  Entry sent(SignedMessage message) {
    return new Entry(uid, this.message, message, expireEpoch, "", false, createdAt);
  }

  Entry refused(String why) {
    return new Entry(uid, message, signed, expireEpoch, why, false, createdAt);
  }

  Entry givenUp() {
    return new Entry(uid, message, signed, expireEpoch, error, true, createdAt);
  }
}
