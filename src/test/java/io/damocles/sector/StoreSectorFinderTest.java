package io.damocles.sector;

import static io.damocles.sector.TestSectors.MINER;
import static io.damocles.sector.TestSectors.TYPE;
import static io.damocles.sector.TestSectors.put;
import static io.damocles.sector.TestSectors.query;
import static io.damocles.sector.TestSectors.store;
import static io.damocles.sector.TestSectors.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProofType;
import io.damocles.prover.Replica;
import io.damocles.testing.ManualTimeline;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSectorFinderTest {
  private static final CheckRules RULES = new CheckRules(false, Duration.ofMinutes(5));
  private static final CheckRules STRICT = new CheckRules(true, Duration.ofMinutes(5));
  private static final CheckLimits LIMITS =
      new CheckLimits(
          128, Optional.of(Duration.ofMinutes(10)), Optional.of(Duration.ofMinutes(20)));

  private final ManualTimeline time = new ManualTimeline(1_700_000_000_000L);
  private final HangingFiles files = new HangingFiles();
  private final List<Long> read = new ArrayList<>();

  @TempDir Path folder;
  private Path a;
  private Path b;
  private StoreSectorFinder finder;

  @BeforeEach
  void open() throws IOException {
    a = folder.resolve("a");
    b = folder.resolve("b");
    finder = finder(LIMITS, store(a), store(b));
  }

  @AfterEach
  void close() {
    files.letGo(a);
    files.letGo(b);
    finder.close();
  }

  @Test
  void findsSectorsInTheOrderOfTheQuestion() throws Exception {
    put(a, 3);
    put(b, 1);

    List<SectorFinding> found = find(RULES, query(1), query(3), query(1));

    assertThat(found)
        .containsExactly(
            SectorFinding.good(1, new SectorStores("b", "b")),
            SectorFinding.good(3, new SectorStores("a", "a")),
            SectorFinding.good(1, new SectorStores("b", "b")));
  }

  @Test
  void findsSealedFileAndCacheFolderInDifferentStores() throws Exception {
    put(a, b, 7, false);

    assertThat(one(query(7))).isEqualTo(SectorFinding.good(7, new SectorStores("a", "b")));
  }

  @Test
  void findsUpgradedSectorsInTheirOwnFolders() throws Exception {
    put(a, a, 7, true);

    assertThat(one(new SectorQuery(7, true, new byte[32])))
        .isEqualTo(SectorFinding.good(7, new SectorStores("a", "a")));
    assertThat(one(query(7)).fault()).contains("not found in any store (looked in a, b)");
  }

  @Test
  void findsSectorNumbersAboveTheSignedOnes() throws Exception {
    put(a, -1);

    assertThat(one(query(-1)).stores()).isPresent();
  }

  @Test
  void saysWhichStoresItLookedIn() {
    SectorFinding finding = one(query(9));

    assertThat(finding)
        .isEqualTo(
            SectorFinding.bad(9, Optional.empty(), "not found in any store (looked in a, b)"));
  }

  @Test
  void saysWhichStoreCouldNotBeAsked() throws Exception {
    Files.delete(b);

    SectorFinding finding = one(query(9));

    assertThat(finding.checked()).isFalse();
    assertThat(finding.fault())
        .contains(
            "not found in any store (looked in a); not asked: b (%s does not exist)".formatted(b));
  }

  @Test
  void namesMissingFilesAndWrongSizes() throws Exception {
    Files.delete(put(a, 1).cacheDir().resolve("p_aux"));
    Files.delete(put(a, 2).cacheDir().resolve("sc-02-data-tree-r-last.dat"));
    write(put(a, 3).sealedFile(), 2047);
    write(put(a, 4).cacheDir().resolve("p_aux"), 63);
    write(put(a, 5).cacheDir().resolve("sc-02-data-tree-r-last.dat"), 0);
    Files.createDirectories(SectorPaths.of(a, a, MINER, 6, false).cacheDir());
    put(a, 7);

    List<SectorFinding> found =
        find(RULES, LongStream.rangeClosed(1, 7).mapToObj(TestSectors::query).toList());

    assertThat(faults(found))
        .containsExactly(
            a + "/cache/s-t01000-1/p_aux does not exist",
            a + "/cache/s-t01000-2/sc-02-data-tree-r-last.dat does not exist",
            a + "/sealed/s-t01000-3 has 2047 bytes, expected 2048",
            a + "/cache/s-t01000-4/p_aux has 63 bytes, expected 64",
            a
                + "/cache/s-t01000-5/sc-02-data-tree-r-last.dat has 0 bytes, expected a multiple of 32",
            "not found in any store (looked in a, b)",
            "");
  }

  @Test
  void prefersTheCopyThatIsWhole() throws Exception {
    write(put(a, 1).sealedFile(), 5);
    put(b, 1);

    assertThat(one(query(1))).isEqualTo(SectorFinding.good(1, new SectorStores("b", "b")));
  }

  @Test
  void looksIntoDeniedStoresOnlyForWhatNoOtherStoreHas() throws Exception {
    put(a, 1);
    put(b, 1);
    put(a, 2);
    finder = finder(LIMITS, new SectorStore("a", a, Set.of(), Set.of(MINER)), store(b));

    List<SectorFinding> found = find(RULES, query(1), query(2));

    assertThat(found)
        .containsExactly(
            SectorFinding.good(1, new SectorStores("b", "b")),
            SectorFinding.good(2, new SectorStores("a", "a")));
  }

  @Test
  void prefersStoresThatAllowTheMiner() throws Exception {
    put(a, 1);
    put(b, 1);
    finder = finder(LIMITS, new SectorStore("a", a, Set.of(77L), Set.of()), store(b));

    assertThat(one(query(1)).stores()).contains(new SectorStores("b", "b"));
  }

  @Test
  void trustsAGoodSectorForTenMinutes() throws Exception {
    SectorPaths paths = put(a, 1);
    assertThat(one(query(1)).fault()).isEmpty();
    Files.delete(paths.sealedFile());
    int before = files.calls();

    time.advance(600_000);
    assertThat(one(query(1)).fault()).isEmpty();
    assertThat(files.calls()).isEqualTo(before);

    time.advance(1);
    assertThat(one(query(1)).fault()).isPresent();
  }

  @Test
  void looksAnewIfItIsAskedTo() throws Exception {
    SectorPaths paths = put(a, 1);
    one(query(1));
    Files.delete(paths.sealedFile());

    List<SectorFinding> found = find(new CheckRules(false, Duration.ofMinutes(1), true), query(1));

    assertThat(faults(found)).containsExactly(paths.sealedFile() + " does not exist");
  }

  @Test
  void findsASectorAgainThatWasMoved() throws Exception {
    SectorPaths before = put(a, 1);
    one(query(1));
    Files.delete(before.sealedFile());
    put(b, 1);
    time.advance(600_001);

    assertThat(one(query(1))).isEqualTo(SectorFinding.good(1, new SectorStores("b", "b")));
  }

  @Test
  void keepsThePlacesOfAStoreThatWasUnmounted() throws Exception {
    put(a, 1);
    one(query(1));
    Files.move(a.resolve("sealed"), a.resolve("elsewhere"));
    time.advance(600_001);

    assertThat(one(query(1))).isEqualTo(SectorFinding.unchecked(1, new SectorStores("a", "a")));
  }

  @Test
  void listsAFolderRatherThanAskForManySectors() throws Exception {
    for (long number = 1; number <= 200; number++) {
      put(number % 2 == 0 ? a : b, number);
    }

    find(RULES, LongStream.rangeClosed(1, 100).mapToObj(TestSectors::query).toList());
    find(RULES, LongStream.rangeClosed(101, 200).mapToObj(TestSectors::query).toList());

    assertThat(files.listings()).isEqualTo(4);
  }

  @Test
  void readsAChallengeOfGoodSectorsInAStrictCheck() throws Exception {
    put(a, 1);
    put(a, 2);
    write(put(a, 3).sealedFile(), 1);

    List<SectorFinding> found = find(STRICT, query(1), query(2), query(3));

    assertThat(faults(found))
        .containsExactly(
            "", "sector 2 is rotten", a + "/sealed/s-t01000-3 has 1 bytes, expected 2048");
    assertThat(read).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aLookAtFilesIsNotGoodEnoughForAStrictCheck() throws Exception {
    put(a, 2);
    one(query(2));

    assertThat(faults(find(STRICT, query(2)))).containsExactly("sector 2 is rotten");
    assertThat(faults(find(RULES, query(2)))).containsExactly("");
  }

  @Test
  void doesNotCallASectorBadThatCouldNotBeRead() throws Exception {
    put(a, 4);

    assertThat(find(STRICT, query(4)))
        .containsExactly(SectorFinding.unchecked(4, new SectorStores("a", "a")));
  }

  @Test
  void answersWhenTheBudgetIsUsedUp() throws Exception {
    put(a, 1);
    put(b, 2);
    find(RULES, query(1), query(2));
    time.advance(600_001);
    files.hang(a);

    var answer = ask(new CheckRules(false, Duration.ofSeconds(3)), query(1), query(2), query(3));
    Awaitility.await().until(() -> files.inHang() > 0);
    time.advance(3_000);

    List<SectorFinding> found = await(answer);
    assertThat(found.get(0)).isEqualTo(SectorFinding.unchecked(1, new SectorStores("a", "a")));
    assertThat(found.get(2))
        .isEqualTo(SectorFinding.unknown(3, "not found in any store within 3 s"));
  }

  @Test
  void limitsAQuestionAsTheConfigurationSays() throws Exception {
    put(a, 1);
    finder =
        finder(
            new CheckLimits(4, Optional.empty(), Optional.of(Duration.ofSeconds(2))),
            store(a),
            store(b));
    files.hang(a);

    var answer = ask(RULES, query(1));
    time.advance(2_000);

    assertThat(faults(await(answer))).containsExactly("not found in any store within 2 s");
  }

  @Test
  void leavesOutAStoreThatHangsUntilItAnswersAgain() throws Exception {
    for (long number = 1; number <= 40; number++) {
      put(number % 2 == 0 ? a : b, number);
    }
    List<SectorQuery> all = LongStream.rangeClosed(1, 40).mapToObj(TestSectors::query).toList();
    find(RULES, all);
    time.advance(600_001);
    files.hang(a);

    var answer = ask(RULES, all.toArray(SectorQuery[]::new));
    Awaitility.await().until(() -> files.inHang() >= StoreLane.WIDTH);
    time.advance(StoreSectorFinder.SILENCE.toMillis());
    List<SectorFinding> found = await(answer);

    assertThat(found.stream().filter(SectorFinding::checked).map(SectorFinding::number))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 40).filter(number -> number % 2 == 1).boxed().toList());
    assertThat(faults(found)).containsOnly("");
    assertThat(finder.leftBehind()).isEqualTo(StoreLane.WIDTH);

    int before = files.inHang();
    assertThat(find(RULES, all)).hasSize(40);
    assertThat(files.inHang()).isEqualTo(before);

    files.letGo(a);
    Awaitility.await().until(() -> finder.leftBehind() == 0);
    assertThat(find(RULES, all)).allMatch(SectorFinding::checked);
  }

  @Test
  void findsSectorsInOtherStoresWhileOneHangs() throws Exception {
    put(b, 1);
    files.hang(a);

    var answer = ask(RULES, query(1), query(2));
    Awaitility.await().until(() -> files.inHang() >= 2);
    time.advance(StoreSectorFinder.SILENCE.toMillis());

    List<SectorFinding> found = await(answer);
    assertThat(found.get(0)).isEqualTo(SectorFinding.good(1, new SectorStores("b", "b")));
    assertThat(found.get(1).checked()).isFalse();
    assertThat(found.get(1).fault())
        .hasValueSatisfying(
            fault -> assertThat(fault).contains("looked in b", "a (store a does not answer"));
  }

  @Test
  void forgetsStoresThatAreConfiguredNoMore() throws Exception {
    put(b, 1);
    one(query(1));

    finder.replace(List.of(store(a)));
    time.advance(600_001);

    assertThat(one(query(1)).fault()).contains("not found in any store (looked in a)");
  }

  @Test
  void answersNothingToNoQuestion() {
    assertThat(find(RULES)).isEmpty();
  }

  @Test
  void locatesASectorWithoutACheck() throws Exception {
    write(put(b, 1).sealedFile(), 1);

    assertThat(await(finder.locate(MINER, 1, false))).contains(new SectorStores("b", "b"));
    assertThat(await(finder.locate(MINER, 2, false))).isEmpty();
  }

  private StoreSectorFinder finder(CheckLimits limits, SectorStore... stores) {
    return new StoreSectorFinder(List.of(stores), limits, Optional.of(reader()), time, files);
  }

  private ChallengeReader reader() {
    return new ChallengeReader() {
      @Override
      public Optional<String> read(ProofType type, Replica replica) throws SectorUnreadException {
        synchronized (read) {
          read.add(replica.sectorId());
        }
        if (replica.sectorId() == 4) {
          throw new SectorUnreadException("no library", new IOException());
        }
        return replica.sectorId() == 2 ? Optional.of("sector 2 is rotten") : Optional.empty();
      }
    };
  }

  private SectorFinding one(SectorQuery query) {
    return find(RULES, query).get(0);
  }

  private List<SectorFinding> find(CheckRules rules, List<SectorQuery> queries) {
    return find(rules, queries.toArray(SectorQuery[]::new));
  }

  private List<SectorFinding> find(CheckRules rules, SectorQuery... queries) {
    return await(ask(rules, queries));
  }

  private Future<List<SectorFinding>> ask(CheckRules rules, SectorQuery... queries) {
    return finder.find(TYPE, MINER, List.of(queries), rules);
  }

  private static List<String> faults(List<SectorFinding> found) {
    return found.stream().map(finding -> finding.fault().orElse("")).toList();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
