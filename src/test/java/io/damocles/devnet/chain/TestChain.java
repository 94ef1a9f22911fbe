package io.damocles.devnet.chain;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.devnet.actor.ActorOutcome;
import io.damocles.devnet.actor.ActorRuntime;
import io.damocles.devnet.actor.DeadlineRules;
import io.damocles.devnet.actor.EpochEnd;
import io.damocles.devnet.actor.MinerKeys;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.ProvingPolicy;
import io.damocles.devnet.execution.Account;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.execution.MinerMethods;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chain with one miner, whose methods only exist as far as the chain needs them. */
final class TestChain {
  static final byte[] SEED = {4, 2};
  static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
  static final Duration EPOCH = Duration.ofSeconds(1);
  static final long MINER = 1000;
  static final BigInteger FIL = BigInteger.TEN.pow(18);
  static final GenesisAccounts ACCOUNTS =
      new GenesisAccounts(SEED, List.of(MINER), FIL.multiply(BigInteger.TEN));
  static final Address DEFAULT = ACCOUNTS.accounts().get(0).key();
  static final Address WORKER = ACCOUNTS.accounts().get(2).key();

  private TestChain() {}

  /** Method 5 succeeds in even epochs, 6 before the end of its epoch, others do not exist. */
  private static final class FakeMiner implements MinerMethods {
    @Override
    public ActorOutcome call(
        MinerState state,
        long method,
        long caller,
        byte @Nullable [] params,
        ActorRuntime runtime) {
      if (method == 6) {
        BigInteger expected = BigInteger.valueOf(1000 * (runtime.epoch() - 1));
        return new ActorOutcome(
            state, state.balance().equals(expected) ? 0 : 20, "the epoch ended");
      }
      if (method != 5) {
        return new ActorOutcome(state, 22, "invalid method: " + method);
      }
      return runtime.epoch() % 2 == 0
          ? new ActorOutcome(state.withBalance(state.balance().add(BigInteger.ONE)), 0, "")
          : new ActorOutcome(state, 16, "an odd epoch");
    }

    @Override
    public EpochEnd endOfEpoch(MinerState state, ActorRuntime runtime) {
      BigInteger grown = state.balance().add(BigInteger.valueOf(1000));
      return new EpochEnd(state.withBalance(grown), List.of());
    }
  }

  static ChainOptions options() {
    return ChainOptions.STANDARD.withEpoch(EPOCH);
  }

  static DevnetChain open() {
    return open(new NoStore(), options());
  }

  static DevnetChain open(ChainStore store, ChainOptions options) {
    return DevnetChain.open(store, options, check -> true, new FakeMiner(), TestChain::genesis);
  }

  static Genesis genesis() {
    ChainState state = ChainState.of(ACCOUNTS.accounts(), Map.of(MINER, miner(MINER, ACCOUNTS)));
    return new Genesis("devnet", SEED, START, state, ACCOUNTS.keys());
  }

  /** Four deadlines of 20 epochs. */
  static MinerState miner(long id, GenesisAccounts accounts) {
    GenesisAccounts.OfMiner of = accounts.of(id);
    return MinerState.create(
        id,
        MinerKeys.of(of.owner(), of.worker(), List.of(of.control())),
        BigInteger.ZERO,
        ProvingPolicy.devnet(DeadlineRules.of(4, 20, 5, 10)),
        10,
        0);
  }

  static Instant at(long epoch) {
    return START.plus(EPOCH.multipliedBy(epoch));
  }

  static Message send(Address to, long atto) {
    return message(to, 0, BigInteger.valueOf(atto));
  }

  static Message post() {
    return message(Address.ofId(MINER), 5, BigInteger.ZERO);
  }

  static Message message(Address to, long method, BigInteger value) {
    return new Message(0, to, WORKER, 0, value, 0, BigInteger.ZERO, BigInteger.ZERO, method, null);
  }

  static Account account(DevnetChain chain, Address address) {
    return chain.stateAt(chain.head().key()).account(address).orElseThrow();
  }
}
