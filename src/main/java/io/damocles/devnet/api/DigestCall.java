package io.damocles.devnet.api;

import io.damocles.chain.Blake2b;
import io.damocles.chain.BlockHeader;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** A call for the digest from which randomness is drawn: {@code (epoch, tipset)}. */
abstract class DigestCall extends NodeCall<DigestCall.Given> {
  record Given(long epoch, TipSetKey key) {}

  DigestCall(Node node, String name) {
    super(node, name, 2);
  }

  @Override
  protected final Given read(RpcCall call) {
    return new Given(Arguments.epoch(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected final Object answer(DevnetChain chain, Given given) {
    return Blake2b.hash256(source(chain.tipsetAt(given.epoch(), given.key()).blocks().get(0)));
  }

  /** What is hashed. */
  abstract byte[] source(BlockHeader block);
}
