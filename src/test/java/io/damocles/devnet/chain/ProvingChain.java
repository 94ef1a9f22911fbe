package io.damocles.devnet.chain;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Blake2b;
import io.damocles.chain.Cid;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Message;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.message.PoStPartition;
import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.MinerView;
import io.damocles.devnet.actor.WindowPostCheck;
import io.damocles.devnet.execution.ChainState;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A chain with the real miner actor and a miner with a few sectors. */
final class ProvingChain {
  private static final int SECTORS = 4;
  private static final long WINDOW_2KIB = 10;

  final List<WindowPostCheck> checks = new ArrayList<>();
  final DevnetChain chain;

  ProvingChain(ChainStore store) {
    chain =
        DevnetChain.open(
            store, TestChain.options(), this::verify, ProvingChain::genesis, TestChain.START);
  }

  private boolean verify(WindowPostCheck check) {
    checks.add(check);
    return check.proof()[0] == 1;
  }

  private static Genesis genesis() {
    List<SectorOnChainInfo> sectors =
        LongStream.rangeClosed(1, SECTORS).mapToObj(ProvingChain::sector).toList();
    MinerState miner =
        TestChain.miner(TestChain.MINER, TestChain.ACCOUNTS)
            .withBalance(TestChain.FIL)
            .withGenesisSectors(sectors, 0);
    ChainState state = ChainState.of(TestChain.ACCOUNTS.accounts(), Map.of(TestChain.MINER, miner));
    return new Genesis("devnet", TestChain.SEED, TestChain.START, state, TestChain.ACCOUNTS.keys());
  }

  static SectorOnChainInfo sector(long number) {
    byte[] commitment = Blake2b.hash256(ByteBuffer.allocate(8).putLong(number).array());
    return new SectorOnChainInfo(number, 5, Cid.of(0xf102, 0x1012, commitment), 0, 1_000_000, null);
  }

  MinerView miner() {
    return new MinerView(chain.stateAt(TipSetKey.HEAD).miner(TestChain.MINER).orElseThrow());
  }

  DeadlineInfo deadline() {
    return miner().provingDeadline(chain.head().height());
  }

  /** Moves the head to this height. */
  void mineTo(long height) {
    chain.mine((int) (height - chain.head().height()), TestChain.START);
  }

  /** Moves the head to where the next deadline with sectors opens. */
  DeadlineInfo opened() {
    do {
      mineTo(deadline().close());
    } while (deadline().challenge() < 1 || miner().partitions(deadline().index()).isEmpty());
    return deadline();
  }

  /** A proof of all the deadline's partitions, made at the head. */
  Message post(DeadlineInfo deadline) {
    return post(deadline, deadline.challenge());
  }

  Message post(DeadlineInfo deadline, long commitEpoch) {
    List<Partition> partitions = miner().partitions(deadline.index());
    List<PoStPartition> proven =
        IntStream.range(0, partitions.size())
            .mapToObj(index -> new PoStPartition(index, BitField.of()))
            .toList();
    byte[] proof = new byte[192 * partitions.size()];
    proof[0] = 1;
    byte[] randomness = chain.ticketRandomness(9, commitEpoch, new byte[0], chain.head().key());
    byte[] params =
        new SubmitWindowedPoStParams(
                deadline.index(),
                proven,
                List.of(new PoStProof(WINDOW_2KIB, proof)),
                commitEpoch,
                randomness)
            .encode();
    return new Message(
        0,
        Address.ofId(TestChain.MINER),
        TestChain.WORKER,
        0,
        BigInteger.ZERO,
        0,
        BigInteger.ZERO,
        BigInteger.ZERO,
        5,
        params);
  }
}
