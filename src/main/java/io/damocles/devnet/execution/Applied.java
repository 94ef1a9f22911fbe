package io.damocles.devnet.execution;

import io.damocles.chain.Receipt;

/**
 * What a message did.
 *
 * @param state after it; the sender has paid, unless the message was not to be in a block at all
 * @param text why it failed, as a node's virtual machine puts it; empty if it did not
 */
public record Applied(ChainState state, Receipt receipt, String text) {}
