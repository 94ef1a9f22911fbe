package io.damocles.chain.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Cid;
import io.damocles.chain.Receipt;
import io.damocles.chain.TipSetKey;
import org.jspecify.annotations.Nullable;

/**
 * A message as venus-messager keeps it.
 *
 * @param state 0 unknown, 1 not filled, 2 signed, 3 on the chain, 4 failed, 5 nonce used by another
 */
record MessagerMessage(
    @JsonProperty("ID") String uid,
    @Nullable Cid signedCid,
    long height,
    @Nullable Receipt receipt,
    @Nullable TipSetKey tipSetKey,
    int state,
    @Nullable String errorMsg) {}
