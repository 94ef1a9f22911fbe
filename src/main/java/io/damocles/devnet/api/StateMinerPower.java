package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainState;
import io.damocles.rpc.RpcCall;
import java.math.BigInteger;
import java.util.OptionalLong;

/** {@code StateMinerPower(miner, tipset)}: an unknown miner has none. */
final class StateMinerPower extends NodeCall<StateMinerPower.Given> {
  record Given(Address miner, TipSetKey key) {}

  record Power(BigInteger rawBytePower, BigInteger qualityAdjPower) {}

  record Answer(Power minerPower, Power totalPower, boolean hasMinPower) {}

  StateMinerPower(Node node) {
    super(node, "StateMinerPower", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.address(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected Object answer(DevnetChain chain, Given given) {
    ChainState state = chain.stateAt(given.key());
    BigInteger total = BigInteger.ZERO;
    for (long miner : state.miners().keySet()) {
      total = total.add(power(state, miner));
    }
    OptionalLong id = state.resolve(given.miner());
    BigInteger own = id.isEmpty() ? BigInteger.ZERO : power(state, id.getAsLong());
    return new Answer(new Power(own, own), new Power(total, total), own.signum() > 0);
  }

  private static BigInteger power(ChainState state, long miner) {
    return state.miner(miner).map(found -> new ShownMiner(found).power()).orElse(BigInteger.ZERO);
  }
}
