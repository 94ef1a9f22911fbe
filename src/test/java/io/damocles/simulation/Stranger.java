package io.damocles.simulation;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Message;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.message.PoStPartition;
import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.chain.node.PushSpec;
import io.damocles.devnet.actor.ActorRuntime;
import io.damocles.devnet.actor.DeadlineWindow;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.MinerView;
import io.damocles.devnet.actor.ProvingCalendar;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody else who proves the same miners' partitions, as a forgotten second poster does. */
final class Stranger {
  private static final int LAST = 31;
  private static final int FIELD_MASK = 0x3f;

  private final SimulatedChain chain;
  private long count;

  Stranger(SimulatedChain chain) {
    this.chain = chain;
  }

  /** Sends a proof of a partition that has none yet, if there is one. */
  Optional<PreparedMessage> proof(int miner) {
    Tip head = chain.head();
    MinerState state = head.after().get(miner);
    MinerView view = new MinerView(state);
    DeadlineWindow window = state.window(head.height());
    List<Partition> partitions = view.partitions(window.index());
    BitField posted = view.deadlines().get((int) window.index()).postSubmissions();
    for (int index = 0; index < partitions.size(); index++) {
      BitField due = toProve(partitions.get(index));
      if (!posted.contains(index) && !due.isEmpty()) {
        return Optional.of(prepared(state, window, index, proof(state, window, due, head), head));
      }
    }
    return Optional.empty();
  }

  private static BitField toProve(Partition partition) {
    return partition
        .liveSectors()
        .minus(partition.faultySectors())
        .plus(partition.recoveringSectors());
  }

  private byte[] proof(MinerState state, DeadlineWindow window, BitField due, Tip head) {
    byte[] seed =
        chain
            .runtime(head)
            .beaconRandomness(4, window.challenge(), ProvingCalendar.entropy(state.id()));
    seed[LAST] &= FIELD_MASK;
    Map<Long, byte[]> sectors = new HashMap<>();
    for (SectorOnChainInfo info : new MinerView(state).sectors(due)) {
      sectors.put(info.sectorNumber(), info.sealedCid().digest());
    }
    return FakeProofs.prove(SimulatedChain.TYPE, seed, state.id(), sectors);
  }

  private PreparedMessage prepared(
      MinerState state, DeadlineWindow window, int index, byte[] proof, Tip head) {
    ActorRuntime runtime = chain.runtime(head);
    SubmitWindowedPoStParams params =
        new SubmitWindowedPoStParams(
            window.index(),
            List.of(new PoStPartition(index, BitField.EMPTY)),
            List.of(new PoStProof(SimulatedChain.TYPE.number(), proof)),
            window.challenge(),
            runtime.ticketRandomness(9, window.challenge(), new byte[0]));
    Message message =
        new Message(
            0,
            Address.ofId(state.id()),
            Address.ofId(SimulatedChain.WORKER),
            0,
            BigInteger.ZERO,
            0,
            BigInteger.ZERO,
            BigInteger.ZERO,
            SubmitWindowedPoStParams.METHOD,
            params.encode());
    return new PreparedMessage(
        "stranger-" + ++count, message, new PushSpec(1, 0, BigInteger.ZERO), null);
  }
}
