package io.damocles.chain.node;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a push needs, so that it can be stored before it is sent and sent again, by this process
 * or the next one, any number of times: the chain takes the message once.
 *
 * @param uid names the message at a messager; derived from its content
 * @param message as asked for
 * @param spec what it may cost
 * @param signed the very bytes that a node is given; null at a messager
 */
public record PreparedMessage(
    String uid, Message message, PushSpec spec, @Nullable SignedMessage signed) {

  /** The id under which the chain will know it, if that is known already. */
  @JsonIgnore
  public Optional<Cid> cid() {
    return Optional.ofNullable(signed).map(SignedMessage::cid);
  }
}
