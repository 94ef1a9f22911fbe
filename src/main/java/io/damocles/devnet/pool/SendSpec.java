package io.damocles.devnet.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sender asks of a push besides the message.
 *
 * @param maxFee the most that it may cost, in atto; null or 0: the node's own limit
 * @param id a second push with the same id sends nothing and answers the first one's message
 */
public record SendSpec(
    @JsonProperty("MaxFee") @Nullable BigInteger maxFee,
    @JsonProperty("MsgUuid") @Nullable UUID id) {
  public static final SendSpec NONE = new SendSpec(null, null);
}
