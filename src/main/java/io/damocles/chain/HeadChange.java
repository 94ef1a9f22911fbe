package io.damocles.chain;

/** A step of the chain's head; {@code type} is revert, apply or current. */
public record HeadChange(String type, TipSet val) {}
