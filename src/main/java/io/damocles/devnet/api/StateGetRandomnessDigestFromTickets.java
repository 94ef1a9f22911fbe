package io.damocles.devnet.api;

import io.damocles.chain.BlockHeader;

/** {@code StateGetRandomnessDigestFromTickets(epoch, tipset)}. */
final class StateGetRandomnessDigestFromTickets extends DigestCall {
  StateGetRandomnessDigestFromTickets(Node node) {
    super(node, "StateGetRandomnessDigestFromTickets");
  }

  @Override
  byte[] source(BlockHeader block) {
    BlockHeader.Ticket ticket = block.ticket();
    byte[] proof = ticket == null ? null : ticket.proof();
    return proof == null ? new byte[0] : proof;
  }
}
