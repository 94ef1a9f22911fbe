package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.config.ManagerConfig;
import io.damocles.manager.api.CheckProvable;
import io.damocles.manager.api.MinerInfoOf;
import io.damocles.manager.api.ProvingSectorInfo;
import io.damocles.manager.api.SectorIndexerFind;
import io.damocles.manager.api.WindowPoStChallengeRand;
import io.damocles.manager.api.WindowPoStCommitRand;
import io.damocles.rpc.Caller;
import io.damocles.rpc.RpcDispatcher;
import io.damocles.sector.CheckLimits;
import io.damocles.sector.SectorPaths;
import io.damocles.sector.SectorStore;
import io.damocles.sector.StoreSectorFinder;
import io.damocles.testing.ManualTimeline;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectorCallsTest {
  private static final Cid SEALED = Cid.of(0xf102, 0xb401, new byte[32]);

  @TempDir Path root;
  private StoreSectorFinder finder;
  private RpcDispatcher dispatcher;

  @BeforeEach
  void open() throws Exception {
    put(1);
    finder =
        new StoreSectorFinder(
            List.of(new SectorStore("store1", root, Set.of(), Set.of())),
            new CheckLimits(4, Optional.empty(), Optional.empty()),
            Optional.empty(),
            new ManualTimeline(0));
    ManagerConfig.Store store =
        new ManagerConfig.Store("store1", root, false, false, 0, List.of(), List.of(), Map.of());
    dispatcher =
        new RpcDispatcher(
            Json.factory(),
            failure -> failure,
            List.of(
                new CheckProvable(finder, Duration.ofMinutes(1)),
                new SectorIndexerFind(finder),
                new ProvingSectorInfo(chain(), finder, new StoreCatalog(List.of(store))),
                new MinerInfoOf(chain()),
                new WindowPoStCommitRand(chain()),
                new WindowPoStChallengeRand(chain())));
  }

  @AfterEach
  void close() {
    finder.close();
  }

  @Test
  void tellsWhereASectorIs() {
    assertThat(call("SectorIndexerFind", "[\"normal\",{\"Miner\":1001,\"Number\":1}]"))
        .contains(
            "\"result\":{\"Found\":true,\"Instance\":{\"SealedFile\":\"store1\",\"CacheDir\":\"store1\"}}");
    assertThat(call("SectorIndexerFind", "[\"upgrade\",{\"Miner\":1001,\"Number\":1}]"))
        .contains(
            "\"result\":{\"Found\":false,\"Instance\":{\"SealedFile\":\"\",\"CacheDir\":\"\"}}");
    assertThat(call("SectorIndexerFind", "[\"other\",{\"Miner\":1001,\"Number\":1}]"))
        .contains("index type 'other' is unknown");
  }

  @Test
  void tellsWhichSectorsCannotBeProven() {
    assertThat(call("CheckProvable", "[1001,10,[],false,false]")).contains("\"result\":{}");
    assertThat(
            call("CheckProvable", "[1001,10,[%s,%s],false,false]".formatted(sector(1), sector(12))))
        .contains("\"result\":{\"12\":\"not found in any store (looked in store1)\"}");
  }

  @Test
  void refusesWhatIsNoWindowProof() {
    assertThat(call("CheckProvable", "[1001,3,[],false,false]"))
        .contains("post proof type 3 is no window proof, expected 5 to 14");
    assertThat(call("CheckProvable", "[-1,10,[],false,false]")).contains("-1 is no uint64");
  }

  @Test
  void tellsWhatTheChainKnowsOfASectorAndWhereItsFilesAre() {
    assertThat(call("ProvingSectorInfo", "[{\"Miner\":1001,\"Number\":1}]"))
        .contains("\"OnChain\":{\"SectorNumber\":1,")
        .contains("\"Accesses\":{\"SealedFile\":\"store1\",\"CacheDir\":\"store1\"}")
        .contains("\"CacheDirPath\":\"%s/cache/s-t01001-1\"".formatted(root))
        .contains("\"SealedSectorURI\":\"sealed/s-t01001-1\"");
    assertThat(call("ProvingSectorInfo", "[{\"Miner\":1001,\"Number\":2}]"))
        .contains(
            "get private sector info: get private info: get location for s-t01001-2: object not"
                + " found");
  }

  @Test
  void asksTheChainForTheChallengeAsThePosterDoes() {
    assertThat(call("GetWindowPoStChanlleengeRand", "[[],100,1000]"))
        .contains("\"result\":{\"Epoch\":100,\"Rand\":\"BGRDAOgH\"}");
  }

  @Test
  void tellsOfAMinerAsRecorded() {
    assertThat(call("GetInfo", "[1001]"))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"result\":{\"ID\":1001,\"Addr\":\"f01001\",\"SectorSize\":2048,\"WindowPoStProofType\":10,\"SealProofType\":5},\"id\":1}\n");
  }

  /** Knows every sector; its randomness is made of what it was asked. */
  private static Chain chain() {
    return (Chain)
        Proxy.newProxyInstance(
            SectorCallsTest.class.getClassLoader(),
            new Class<?>[] {Chain.class},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "minerInfo" -> Future.succeededFuture(miner((Address) given[0]));
                  case "sectors" -> sectors((Address) given[0], (Optional<?>) given[1]);
                  case "beaconRandomness" ->
                      randomness(
                          (long) given[0],
                          (long) given[1],
                          (byte[]) given[2],
                          (TipSetKey) given[3]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static MinerInfo miner(Address id) {
    return new MinerInfo(
        id, id, "<empty>", List.of(), 0, null, List.of(), 10, 2048, 2, null, null, null);
  }

  private static Future<List<SectorOnChainInfo>> sectors(Address miner, Optional<?> filter) {
    assertThat(miner).hasToString("f01001");
    long number = ((BitField) filter.orElseThrow()).equals(BitField.of(1)) ? 1 : 2;
    return Future.succeededFuture(List.of(new SectorOnChainInfo(number, 5, SEALED, 10, 20, null)));
  }

  private static Future<byte[]> randomness(long tag, long epoch, byte[] entropy, TipSetKey at) {
    assertThat(at).isEqualTo(TipSetKey.HEAD);
    return Future.succeededFuture(
        HexFormat.of()
            .parseHex("%02x%02x%s".formatted(tag, epoch, HexFormat.of().formatHex(entropy))));
  }

  private static String sector(long number) {
    return "{\"SealProof\":5,\"SectorNumber\":%d,\"SectorKey\":null,\"SealedCID\":{\"/\":\"%s\"}}"
        .formatted(number, SEALED);
  }

  private void put(long number) throws Exception {
    SectorPaths paths = SectorPaths.of(root, root, 1001, number, false);
    Files.createDirectories(paths.cacheDir());
    Files.createDirectories(root.resolve("sealed"));
    Files.write(paths.sealedFile(), new byte[2048]);
    Files.write(paths.cacheDir().resolve("p_aux"), new byte[64]);
    Files.write(paths.cacheDir().resolve("sc-02-data-tree-r-last.dat"), new byte[32]);
  }

  private String call(String method, String params) {
    byte[] body =
        "{\"id\":1,\"method\":\"Venus.%s\",\"params\":%s}"
            .formatted(method, params)
            .getBytes(StandardCharsets.UTF_8);
    return dispatcher
        .handle(body, new Caller(() -> false))
        .response()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join()
        .body()
        .toString();
  }
}
