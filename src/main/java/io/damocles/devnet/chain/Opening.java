package io.damocles.devnet.chain;

import io.damocles.chain.ChainJson;
import io.damocles.chain.Cid;
import io.damocles.devnet.chain.ChainStore.StoredChain;
import io.damocles.devnet.chain.ChainStore.StoredTipset;
import io.damocles.devnet.execution.Executor;
import io.damocles.devnet.execution.Executor.Executed;
import io.damocles.devnet.execution.MinerMethods;
import io.damocles.devnet.execution.PostVerifier;
import io.damocles.devnet.execution.SealedState;
import io.damocles.devnet.execution.StateCodec;
import io.damocles.devnet.pool.MessagePool;
import io.damocles.devnet.wallet.Wallet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins a chain, or puts a stored one together again. */
final class Opening {
  private final ChainStore store;
  private final ChainOptions options;
  private final Executor executor;
  private final StateCodec codec = new StateCodec(ChainJson.mapper());

  Opening(ChainStore store, ChainOptions options, PostVerifier verifier, MinerMethods miners) {
    this.store = store;
    this.options = options;
    this.executor = new Executor(miners, verifier);
  }

  ChainParts open(Supplier<Genesis> genesis) {
    return store.load().map(this::resumed).orElseGet(() -> begun(genesis.get()));
  }

  private ChainParts begun(Genesis genesis) {
    Map<Cid, byte[]> parts = new HashMap<>();
    SealedState state = codec.seal(genesis.state(), Optional.empty(), parts);
    BlockMaker blocks = new BlockMaker(genesis.seed());
    Link first =
        link(
            new StoredTipset(
                blocks.genesis(state, genesis.time().getEpochSecond()),
                state.root(),
                state.root(),
                List.of(),
                List.of()),
            state,
            state);
    StoredChain chain =
        new StoredChain(
            genesis.network(),
            genesis.seed(),
            genesis.time().toEpochMilli(),
            0,
            genesis.keys(),
            List.of(first.stored()),
            List.of(),
            Map.of());
    store.begin(chain, parts);
    return assembled(chain, new Links(first));
  }

  private ChainParts resumed(StoredChain chain) {
    StateCodec.Reader states = codec.new Reader(store::part);
    Links links = new Links(read(chain.tipsets().get(0), states));
    for (StoredTipset tipset : chain.tipsets().subList(1, chain.tipsets().size())) {
      links.add(read(tipset, states));
    }
    ChainParts parts = assembled(chain, links);
    links.parent(links.head()).ifPresent(parent -> again(parent, parts));
    return parts;
  }

  /** Executes the head once more: estimates need the state between its messages and its end. */
  private static void again(Link parent, ChainParts parts) {
    Link head = parts.links().head();
    Executed executed = parts.growth().execute(parent, head.tipset(), head.messages());
    parts.links().replaceHead(head.executed(executed.afterMessages(), executed.closes()));
  }

  private static Link read(StoredTipset stored, StateCodec.Reader states) {
    return link(stored, states.read(stored.before()), states.read(stored.after()));
  }

  /** What the messages alone did is not stored: only the head needs it, which is executed again. */
  private static Link link(StoredTipset stored, SealedState before, SealedState after) {
    return new Link(
        stored.tipset(),
        before,
        after.state(),
        after,
        stored.messages(),
        stored.receipts(),
        List.of());
  }

  private ChainParts assembled(StoredChain chain, Links links) {
    MessagePool pool = new MessagePool();
    chain.pool().forEach(pool::put);
    Wallet wallet = new Wallet();
    chain.keys().forEach(wallet::add);
    MessageSearch search = new MessageSearch(links, pool);
    ChainFaults faults = new ChainFaults(options.nullRounds());
    return new ChainParts(
        chain.network(),
        chain.seed(),
        chain.genesisMillis(),
        chain.forks(),
        options,
        store,
        links,
        new Growth(new BlockMaker(chain.seed()), executor, codec, links),
        executor,
        pool,
        search,
        new Sending(links, pool, search, executor, wallet, faults, store, chain.pushes()),
        wallet,
        faults,
        new HeadEvents(links));
  }
}
