package io.damocles.chain;

import java.math.BigInteger;

/** An actor's head of state; {@code balance} in attoFIL. */
public record ActorState(Cid code, Cid head, long nonce, BigInteger balance) {}
