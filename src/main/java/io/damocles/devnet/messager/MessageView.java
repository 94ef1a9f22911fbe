package io.damocles.devnet.messager;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.Receipt;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as venus-messager shows it. */
record MessageView(
    @JsonProperty("ID") String id,
    @JsonProperty("UnsignedCid") @Nullable Cid unsignedCid,
    @JsonProperty("SignedCid") @Nullable Cid signedCid,
    @JsonProperty("Version") long version,
    @JsonProperty("To") Address to,
    @JsonProperty("From") Address from,
    @JsonProperty("Nonce") long nonce,
    @JsonProperty("Value") BigInteger value,
    @JsonProperty("GasLimit") long gasLimit,
    @JsonProperty("GasFeeCap") BigInteger gasFeeCap,
    @JsonProperty("GasPremium") BigInteger gasPremium,
    @JsonProperty("Method") long method,
    @JsonProperty("Params") byte @Nullable [] params,
    @JsonProperty("Signature") @Nullable Signature signature,
    @JsonProperty("Height") long height,
    @JsonProperty("Confidence") long confidence,
    @JsonProperty("Receipt") @Nullable Receipt receipt,
    @JsonProperty("TipSetKey") @Nullable TipSetKey tipSetKey,
    @JsonProperty("Meta") Map<String, Object> meta,
    @JsonProperty("WalletName") String wallet,
    @JsonProperty("State") int state,
    @JsonProperty("ErrorMsg") String error,
    @JsonProperty("CreatedAt") String createdAt,
    @JsonProperty("UpdatedAt") String updatedAt) {

  static MessageView of(Entry entry, Optional<MessageLookup> found, MessageState state, long head) {
    SignedMessage signed = entry.signed();
    Message message = signed == null ? entry.message() : signed.message();
    long height = found.map(MessageLookup::height).orElse(0L);
    return new MessageView(
        entry.uid(),
        signed == null ? null : message.cid(),
        signed == null ? null : signed.cid(),
        message.version(),
        message.to(),
        message.from(),
        message.nonce(),
        message.value(),
        message.gasLimit(),
        message.gasFeeCap(),
        message.gasPremium(),
        message.method(),
        message.params(),
        signed == null ? null : signed.signature(),
        height,
        found.isPresent() ? head - height : 0,
        found.map(MessageLookup::receipt).orElse(null),
        found.map(MessageLookup::tipSet).orElse(null),
        Map.of("expireEpoch", entry.expireEpoch()),
        "devnet",
        state.number(),
        entry.error(),
        entry.createdAt(),
        entry.createdAt());
  }
}
