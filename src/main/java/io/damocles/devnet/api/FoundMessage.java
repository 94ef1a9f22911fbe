package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Cid;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.Receipt;
import io.damocles.chain.TipSetKey;
import org.jspecify.annotations.Nullable;

/** Answer of StateSearchMsg and StateWaitMsg. */
record FoundMessage(
    Cid message, ShownReceipt receipt, @Nullable Object returnDec, TipSetKey tipSet, long height) {

  /** A receipt with every member. */
  record ShownReceipt(
      int exitCode,
      @JsonProperty("Return") byte @Nullable [] returned,
      long gasUsed,
      @Nullable Cid eventsRoot) {
    static ShownReceipt of(Receipt receipt) {
      return new ShownReceipt(receipt.exitCode(), receipt.returned(), receipt.gasUsed(), null);
    }
  }

  static FoundMessage of(MessageLookup found) {
    return new FoundMessage(
        found.message(), ShownReceipt.of(found.receipt()), null, found.tipSet(), found.height());
  }
}
