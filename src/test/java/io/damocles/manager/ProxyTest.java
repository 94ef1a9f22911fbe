package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.damocles.chain.Cid;
import io.damocles.rpc.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** damocles-manager.md §1.3 and §8.1: {@code --proxy}, the index of sectors of another manager. */
class ProxyTest {
  private static final Cid SEALED = Cid.of(0xf102, 0xb401, new byte[32]);
  private static final String VERSION = "\"v0.13.1\"";
  private static final String STORE2 =
      "{\"Found\":true,\"Instance\":{\"SealedFile\":\"store2\",\"CacheDir\":\"store2\"}}";
  private static final String NOWHERE =
      "{\"Found\":false,\"Instance\":{\"SealedFile\":\"\",\"CacheDir\":\"\"}}";

  @TempDir Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private volatile String location = STORE2;

  @BeforeEach
  void twoStores() throws IOException {
    Files.writeString(
        home.resolve("sector-manager.cfg"),
        """
        [[Common.PersistStores]]
        Name = "store1"
        Path = "%1$s/one"
        [[Common.PersistStores]]
        Name = "store2"
        Path = "%1$s/two"
        """
            .formatted(home));
    Files.createDirectories(home.resolve("one"));
    Files.createDirectories(home.resolve("two"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void answersWhatTheOtherManagerKnows() throws Exception {
    ManagerFixture manager = proxied(source(0));

    assertThat(find(manager, "normal", 1))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":" + STORE2 + ",\"id\":1}\n");
    location = NOWHERE;
    assertThat(find(manager, "upgrade", 18446744)).contains("\"result\":" + NOWHERE);

    assertThat(asked.poll(5, TimeUnit.SECONDS))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"Venus.Version\",\"params\":[],\"id\":0}");
    assertThat(asked.poll(5, TimeUnit.SECONDS))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.SectorIndexerFind\",\"params\":[\"normal\",{\"Miner\":1001,\"Number\":1}],\"id\":1}");
    assertThat(asked.poll(5, TimeUnit.SECONDS))
        .contains("\"params\":[\"upgrade\",{\"Miner\":1001,\"Number\":18446744}]");
  }

  @Test
  void checksASectorWhereTheOtherManagerSaysThatItIs() throws Exception {
    put("two", 1);
    ManagerFixture manager = proxied(source(0));

    assertThat(check(manager, 1)).contains("\"result\":{}");

    assertThat(asked).anyMatch(body -> body.contains("SectorIndexerFind"));
    asked.clear();
    assertThat(check(manager, 1)).contains("\"result\":{}");
    assertThat(asked).isEmpty();
  }

  @Test
  void findsASectorThatIsNotWhereTheOtherManagerSays() throws Exception {
    put("one", 1);
    ManagerFixture manager = proxied(source(0));

    assertThat(check(manager, 1)).contains("\"result\":{}");
    location = STORE2.replace("store2", "nfs9");
    put("one", 2);
    assertThat(check(manager, 2)).contains("\"result\":{}");
  }

  @Test
  void looksInItsOwnStoresWhileTheOtherManagerIsAway() throws Exception {
    put("one", 1);
    int port = freePort();
    ManagerFixture manager = proxied(port);

    assertThat(check(manager, 1)).contains("\"result\":{}");
    assertThat(find(manager, "normal", 1)).contains("\"SealedFile\":\"store1\"");
    assertThat(find(manager, "normal", 2))
        .startsWith(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"the manager at http://127.0.0.1:"
                + port
                + "/rpc/v0 (--proxy) does not answer: ")
        .contains("and no store here has s-t01001-2");
  }

  @Test
  void leavesAnAbsentManagerAloneForHalfAMinute() throws Exception {
    int port = freePort();
    ManagerFixture manager = proxied(port);
    assertThat(find(manager, "normal", 1)).contains("does not answer");
    source(port);

    assertThat(find(manager, "normal", 1)).contains("does not answer");
    assertThat(asked).isEmpty();
    manager.time.advance(30_000);
    assertThat(find(manager, "normal", 1)).contains("\"SealedFile\":\"store2\"");
  }

  @Test
  void checksInTimeWhileTheOtherManagerHangs() throws Exception {
    put("one", 1);
    ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(hanging);
    ManagerFixture manager = proxied(hanging.getLocalPort());

    CompletableFuture<String> answer =
        manager.postLater(checking(1)).thenApply(response -> response.body());
    Awaitility.await()
        .until(
            () -> {
              manager.time.advance(30_000);
              return answer.isDone();
            });

    assertThat(answer.join()).contains("\"result\":{}");
  }

  @Test
  void survivesTwoManagersThatAskEachOther() throws Exception {
    int port = freePort();
    ManagerFixture first = proxied(port);
    HttpServer between = server(port);
    between.createContext(
        "/rpc/v0",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] answer = first.post(body).body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    between.start();
    first.time.advance(30_000);

    assertThat(find(first, "normal", 1)).contains("64 questions wait for it already");
  }

  private ManagerFixture proxied(int port) throws IOException {
    ProxyOptions proxy =
        new ProxyOptions(
            new Endpoint("127.0.0.1", port, false), Optional.empty(), Optional.empty());
    ManagerFixture manager =
        new ManagerFixture(home, (type, seed, miner, proof, sectors) -> true, Optional.of(proxy));
    open.add(0, manager);
    return manager;
  }

  private int source(int port) throws IOException {
    HttpServer server = server(port);
    server.createContext(
        "/rpc/v0",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(body);
          String result = body.contains("Venus.Version") ? VERSION : location;
          byte[] answer =
              "{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":1}\n"
                  .formatted(result)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server.getAddress().getPort();
  }

  private HttpServer server(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    open.add(
        () -> {
          server.stop(0);
          threads.shutdownNow();
        });
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void put(String store, long number) throws IOException {
    Path root = home.resolve(store);
    Path cache = Files.createDirectories(root.resolve("cache/s-t01001-" + number));
    Files.createDirectories(root.resolve("sealed"));
    Files.write(root.resolve("sealed/s-t01001-" + number), new byte[2048]);
    Files.write(cache.resolve("p_aux"), new byte[64]);
    Files.write(cache.resolve("t_aux"), new byte[64]);
    Files.write(cache.resolve("sc-02-data-tree-r-last.dat"), new byte[32]);
  }

  private static String find(ManagerFixture manager, String index, long number) {
    return manager
        .post(
            "{\"id\":1,\"method\":\"Venus.SectorIndexerFind\",\"params\":[\"%s\",{\"Miner\":1001,\"Number\":%d}]}"
                .formatted(index, number))
        .body();
  }

  private static String check(ManagerFixture manager, long number) {
    return manager.post(checking(number)).body();
  }

  private static String checking(long number) {
    return "{\"id\":1,\"method\":\"Venus.CheckProvable\",\"params\":[1001,10,[{\"SealProof\":5,\"SectorNumber\":%d,\"SectorKey\":null,\"SealedCID\":{\"/\":\"%s\"}}],false,false]}"
        .formatted(number, SEALED);
  }
}
