package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UtilChainCommandTest {
  private static final String CID =
      "bafy2bzaceaap4iufprt2vrhbizie4bow5s2efdrs2chhhzfsih3oxdlst32ws";
  private static final String HEAD =
      "\"result\":{\"Cids\":[{\"/\":\"" + CID + "\"}],\"Blocks\":[{}],\"Height\":30}";

  private final Path home;
  private final List<String> seen = new ArrayList<>();
  private final CommandRun.Shell shell = new CommandRun.Shell();
  private HttpServer node = listen();
  private String members = HEAD;

  UtilChainCommandTest(@TempDir Path home) {
    this.home = home;
  }

  @BeforeEach
  void serve() {
    node.stop(0);
    node = listen();
    node.createContext(
        "/rpc/v1",
        exchange -> {
          seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer =
              ("{\"id\":1,\"jsonrpc\":\"2.0\"," + members + "}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    node.start();
  }

  @AfterEach
  void close() {
    node.stop(0);
  }

  @Test
  void showsTheHeadOfTheConfiguredNode() throws IOException {
    configure("Token = \"a.b.c\"\nChain = \"/ip4/127.0.0.1/tcp/" + port() + "\"");

    assertThat(util("chain", "head")).isEqualTo(new CommandRun(0, "ts 30: {" + CID + "}\n", ""));
    assertThat(seen)
        .containsExactly(
            "Bearer a.b.c",
            "{\"jsonrpc\":\"2.0\",\"method\":\"Filecoin.ChainHead\",\"params\":[],\"id\":1}");
  }

  @Test
  void asksTheNextNodeWhereOneIsDown() throws IOException {
    configure("Chain = [\"http://127.0.0.1:1\", \"http://127.0.0.1:" + port() + "\"]");

    assertThat(util("chain", "head").out()).startsWith("ts 30: ");
  }

  @Test
  void theEnvironmentNamesANodeWithoutAnyFile() {
    shell.with(Map.of("FULLNODE_API_INFO", "x.y.z:/ip4/127.0.0.1/tcp/" + port() + "/http"));

    assertThat(util("chain", "head").code()).isZero();
    assertThat(seen).first().isEqualTo("Bearer x.y.z");
  }

  @Test
  void showsAMiner() throws IOException {
    configure("Chain = \"http://127.0.0.1:" + port() + "\"");
    members =
        "\"result\":{\"Owner\":\"f0103\",\"Worker\":\"f0103\",\"NewWorker\":\"<empty>\","
            + "\"ControlAddresses\":[\"f01003\"],\"WorkerChangeEpoch\":-1,\"PeerID\":\"12D3\","
            + "\"Multiaddrs\":null,\"WindowPoStProofType\":8,\"SectorSize\":34359738368,"
            + "\"WindowPoStPartitionSectors\":2349,\"Beneficiary\":\"f0103\",\"BeneficiaryTerm\":"
            + "{\"Quota\":\"0\",\"UsedQuota\":\"0\",\"Expiration\":0}}";

    assertThat(util("miner", "info", "1001").out())
        .isEqualTo(
            """
            Miner: f01001
            Owner: f0103
            Worker: f0103
            NewWorker: -
            Controls(1):
              f01003
            Beneficiary: f0103
            BeneficiaryQuota: 0
            BeneficiaryUsedQuota: 0
            BeneficiaryExpiration: 0
            WokerChangeEpoch: -1
            PeerID: 12D3
            Multiaddrs(0):
            SectorSize: 32GiB (34359738368)
            WindowPoStPartitionSectors: 2349
            """);
    assertThat(seen.get(1)).contains("\"params\":[\"f01001\",[]]");
  }

  @Test
  void anErrorOfTheNodeIsOneLine() throws IOException {
    configure("Chain = \"http://127.0.0.1:" + port() + "\"");
    members = "\"error\":{\"code\":1,\"message\":\"failed to load miner actor: actor not found\"}";

    var run = util("miner", "info", "f099");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .endsWith(
            "\tget miner info of f099: http://127.0.0.1:"
                + port()
                + "/rpc/v1: failed to load miner actor: actor not found (code 1)\n");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(util("chain", "head"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(78))
        .extracting(CommandRun::err)
        .asString()
        .contains("no such file; `damocles-manager daemon init` writes one");
    configure("");
    assertThat(util("chain", "head").err())
        .contains("Common.API names no node: set Chain, or FULLNODE_API_INFO");
    assertThat(util("miner", "info", "x1").code()).isEqualTo(2);
  }

  private int port() {
    return node.getAddress().getPort();
  }

  private void configure(String api) throws IOException {
    Files.writeString(home.resolve("sector-manager.cfg"), "[Common.API]\n" + api + "\n");
  }

  private CommandRun util(String... command) {
    List<String> args = new ArrayList<>(List.of("--home", home.toString(), "util"));
    args.addAll(List.of(command));
    return shell.manager(args.toArray(new String[0]));
  }

  private static HttpServer listen() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
