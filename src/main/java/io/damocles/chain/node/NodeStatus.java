package io.damocles.chain.node;

/**
 * A node as the last look at it saw it.
 *
 * @param current whether calls go to it
 * @param height of its head; -1 if it was never seen
 * @param trouble why it is not good; empty if it is
 */
public record NodeStatus(String address, boolean current, long height, String trouble) {}
