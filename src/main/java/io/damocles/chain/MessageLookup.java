package io.damocles.chain;

/** Where a message is on the chain; {@code message} is another one if it was replaced. */
public record MessageLookup(Cid message, Receipt receipt, TipSetKey tipSet, long height) {}
