package io.damocles.devnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.SectorOnChainInfo;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.store.SqliteChainStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory and disk of a chain stay where they are; DEVNET_EPOCHS sets another length. */
class LongRunTest {
  private static final int EPOCHS =
      Integer.parseInt(System.getenv().getOrDefault("DEVNET_EPOCHS", "4000"));
  private static final long MOST_BYTES_AN_EPOCH = 64;

  @TempDir Path folder;

  @Test
  void staysFlat() throws Exception {
    Path file = folder.resolve("chain.db");
    ChainOptions options = TestChain.options().withFinality(100);
    DevnetChain chain = TestChain.open(SqliteChainStore.open(file), options);
    chain.mine(500, TestChain.at(0));
    long heap = heap();
    long disk = Files.size(file);
    long begin = System.nanoTime();

    chain.mine(EPOCHS, TestChain.at(0));

    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    long slope = (heap() - heap) / EPOCHS;
    long growth = (Files.size(file) - disk) / EPOCHS;
    System.out.printf(
        "%d epochs in %d ms: heap %d KiB, %d bytes an epoch; file %d KiB, %d bytes an epoch%n",
        EPOCHS, millis, heap() >> 10, slope, Files.size(file) >> 10, growth);
    assertThat(slope).isLessThan(MOST_BYTES_AN_EPOCH);
    assertThat(growth).isLessThan(MOST_BYTES_AN_EPOCH);
  }

  @Test
  void makesShortEpochsOfManySectors() {
    List<Long> ids = LongStream.range(1000, 1010).boxed().toList();
    GenesisAccounts accounts = new GenesisAccounts(TestChain.SEED, ids, TestChain.FIL);
    Map<Long, MinerState> miners = new HashMap<>();
    for (long id : ids) {
      miners.put(id, TestChain.miner(id, accounts).withGenesisSectors(sectors(), 0));
    }
    Genesis genesis =
        new Genesis(
            "devnet",
            TestChain.SEED,
            TestChain.START,
            ChainState.of(accounts.accounts(), miners),
            accounts.keys());
    DevnetChain chain =
        DevnetChain.open(
            SqliteChainStore.open(folder.resolve("chain.db")),
            TestChain.options(),
            check -> true,
            () -> genesis,
            TestChain.START);
    long longest = 0;
    long begin = System.nanoTime();
    for (int epoch = 0; epoch < 400; epoch++) {
      long from = System.nanoTime();
      chain.mine(1, TestChain.START);
      longest = Math.max(longest, System.nanoTime() - from);
    }

    double millis = (System.nanoTime() - begin) / 1e6 / 400;
    System.out.printf(
        "10 miners of 300 sectors: %.1f ms an epoch, longest %.1f%n", millis, longest / 1e6);
    assertThat(millis).isLessThan(50);
  }

  private static List<SectorOnChainInfo> sectors() {
    return LongStream.rangeClosed(1, 300).mapToObj(ProvingChain::sector).toList();
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
