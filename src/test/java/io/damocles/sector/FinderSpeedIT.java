package io.damocles.sector;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProofType;
import io.damocles.testing.ManualTimeline;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the finder takes; the limits are far from what it takes on an idle machine. */
class FinderSpeedIT {
  private static final Logger log = LoggerFactory.getLogger(FinderSpeedIT.class);
  private static final CheckRules RULES = new CheckRules(false, Duration.ofMinutes(5));
  private static final CheckLimits LIMITS =
      new CheckLimits(128, Optional.empty(), Optional.empty());
  private static final long MINER = 1000;
  private static final int STORES = 10;

  @TempDir Path folder;

  @Test
  void findsAPartitionOf32GiBSectorsInTenStores() throws Exception {
    ProofType type = ProofType.WINDOW_32GIB_V1_2;
    for (long number = 0; number < 2349; number++) {
      put(type, number);
    }
    StoreSectorFinder finder = finder();

    List<SectorQuery> queries = queries(0, 2349);
    long begin = System.nanoTime();
    List<SectorFinding> found = await(finder.find(type, MINER, queries, RULES));
    log.info("2349 sectors of 32GiB in 10 stores, nothing known: {} ms", millis(begin));

    begin = System.nanoTime();
    await(finder.find(type, MINER, queries, new CheckRules(false, RULES.budget(), true)));
    log.info("the same, places known, 25839 files looked at anew: {} ms", millis(begin));

    begin = System.nanoTime();
    await(finder.find(type, MINER, queries, RULES));
    log.info("the same, found good before: {} ms", millis(begin));
    assertThat(found).allMatch(finding -> finding.fault().isEmpty() && finding.checked());
    finder.close();
  }

  @Test
  void answers3000PartitionsOfKnownSectorsAtOnce() throws Exception {
    ProofType type = ProofType.WINDOW_2KIB_V1_2;
    for (long number = 0; number < 6000; number++) {
      put(type, number);
    }
    StoreSectorFinder finder = finder();
    long begin = System.nanoTime();
    askEach(finder, type);
    log.info("3000 partitions of 2 sectors, nothing known: {} ms", millis(begin));

    begin = System.nanoTime();
    askEach(finder, type);
    long known = millis(begin);

    log.info("3000 partitions of 2 sectors, found good before: {} ms", known);
    assertThat(known).isLessThan(1_000);
    finder.close();
  }

  private static void askEach(StoreSectorFinder finder, ProofType type) {
    List<Future<List<SectorFinding>>> answers = new ArrayList<>();
    for (long partition = 0; partition < 3000; partition++) {
      answers.add(finder.find(type, MINER, queries(partition * 2, partition * 2 + 2), RULES));
    }
    for (Future<List<SectorFinding>> answer : answers) {
      assertThat(await(answer)).allMatch(finding -> finding.fault().isEmpty());
    }
  }

  private StoreSectorFinder finder() {
    List<SectorStore> stores = new ArrayList<>();
    for (int store = 0; store < STORES; store++) {
      stores.add(new SectorStore("store" + store, root(store), Set.of(), Set.of()));
    }
    return new StoreSectorFinder(stores, LIMITS, Optional.empty(), new ManualTimeline(0));
  }

  private void put(ProofType type, long number) throws IOException {
    Path root = root(number % STORES);
    SectorPaths paths = SectorPaths.of(root, root, MINER, number, false);
    Files.createDirectories(paths.cacheDir());
    Files.createDirectories(root.resolve("sealed"));
    sparse(paths.sealedFile(), type.sectorSize());
    sparse(paths.cacheDir().resolve("p_aux"), 64);
    for (String tree : SectorFiles.treeNames(type)) {
      sparse(paths.cacheDir().resolve(tree), 9_586_976);
    }
  }

  private Path root(long store) {
    return folder.resolve("store" + store);
  }

  private static void sparse(Path file, long size) throws IOException {
    try (var made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(size);
    }
  }

  private static List<SectorQuery> queries(long from, long to) {
    return LongStream.range(from, to).mapToObj(TestSectors::query).toList();
  }

  private static long millis(long since) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
