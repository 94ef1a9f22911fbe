package io.damocles.devnet.api;

import io.damocles.chain.Blake2b;
import io.damocles.chain.BlockHeader;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code StateGetRandomnessDigestFromTickets(epoch, tipset)}: 32 bytes before tag and entropy. */
final class StateGetRandomnessDigestFromTickets
    extends NodeCall<StateGetRandomnessDigestFromTickets.Given> {
  record Given(long epoch, TipSetKey key) {}

  StateGetRandomnessDigestFromTickets(Node node) {
    super(node, "StateGetRandomnessDigestFromTickets", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.epoch(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected Object answer(DevnetChain chain, Given given) {
    BlockHeader block = chain.tipsetAt(given.epoch(), given.key()).blocks().get(0);
    BlockHeader.Ticket ticket = block.ticket();
    byte[] proof = ticket == null ? null : ticket.proof();
    return Blake2b.hash256(proof == null ? new byte[0] : proof);
  }
}
