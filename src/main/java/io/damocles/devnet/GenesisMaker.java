package io.damocles.devnet;

import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.chain.Genesis;
import io.damocles.devnet.chain.GenesisAccounts;
import io.damocles.devnet.execution.ChainState;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** What a new chain begins with: accounts, and miners with the sectors that it makes for them. */
final class GenesisMaker {
  private static final BigInteger BALANCE = BigInteger.TEN.pow(24);

  private final DevnetOptions options;
  private final DevnetHome home;
  private final SectorStock stock;
  private final Consumer<String> progress;

  GenesisMaker(
      DevnetOptions options, DevnetHome home, SectorStock stock, Consumer<String> progress) {
    this.options = options;
    this.home = home;
    this.stock = stock;
    this.progress = progress;
  }

  /** Blocks while sectors are made. */
  Genesis make(Instant now) {
    List<Long> ids =
        LongStream.range(SectorStock.FIRST_MINER, SectorStock.FIRST_MINER + options.miners())
            .boxed()
            .toList();
    GenesisAccounts accounts = new GenesisAccounts(home.seed(), ids, BALANCE);
    progress.accept(
        "making %d %s sectors of 2KiB for %d miners ..."
            .formatted(
                (long) options.miners() * options.sectors(),
                options.faux() ? "faux" : "sealed",
                options.miners()));
    Map<Long, MinerState> miners = new TreeMap<>();
    markStores();
    for (long id : ids) {
      Map<Long, byte[]> commRs = stock.make(id, options.sectors(), options.faux());
      miners.put(id, GenesisMiner.of(id, accounts.of(id), commRs, options));
    }
    return new Genesis(
        "devnet", home.seed(), now, ChainState.of(accounts.accounts(), miners), accounts.keys());
  }

  private void markStores() {
    try {
      stock.markStores();
    } catch (IOException e) {
      throw new DevnetException("cannot make stores: " + e.getMessage(), e);
    }
  }
}
