package io.damocles.devnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.devnet.store.SqliteChainStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
