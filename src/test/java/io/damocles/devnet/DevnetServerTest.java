package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths and tokens, rows of lotus-node.md §1. */
class DevnetServerTest {
  private static final String LIST = "{\"id\":1,\"method\":\"Filecoin.WalletList\",\"params\":[]}";

  @TempDir static Path folder;
  private static RunningDevnet devnet;

  @BeforeAll
  static void start() throws Exception {
    devnet = RunningDevnet.start(folder);
  }

  @AfterAll
  static void stop() {
    devnet.close();
  }

  @Test
  void knowsItsPathsOnly() throws Exception {
    assertThat(post("/rpc/v0", LIST, "").statusCode()).isEqualTo(200);
    assertThat(post("/rpc/v1/", LIST, "").statusCode()).isEqualTo(404);
    assertThat(post("/rpc/v9", LIST, "").statusCode()).isEqualTo(404);
  }

  @Test
  void takesItsTokenFromTheHeaderOrTheQuery() throws Exception {
    String token = Files.readString(devnet.home.tokenFile()).strip();

    assertThat(post("/rpc/v1", LIST, "").body())
        .contains("missing permission to invoke 'WalletList' (need 'write')");
    assertThat(post("/rpc/v1", LIST, "Bearer " + token).body()).contains("\"result\":[\"f1");
    assertThat(post("/rpc/v1?token=" + token, LIST, "").body()).contains("\"result\":[\"f1");
    assertThat(post("/rpc/v1", LIST, "Bearer " + token + "x").statusCode()).isEqualTo(401);
    assertThat(post("/rpc/v1", LIST, "bad").statusCode()).isEqualTo(401);
  }

  @Test
  void makesTokensWithLessRights() throws Exception {
    byte[] made = devnet.call("AuthNew", List.of("read")).binaryValue();
    String reader = new String(made, StandardCharsets.UTF_8);

    assertThat(devnet.call("AuthVerify", reader)).hasToString("[\"read\"]");
    assertThat(post("/rpc/v1", LIST, "Bearer " + reader).body()).contains("missing permission");
  }

  @Test
  void namesAPermissionThatItDoesNotKnow() {
    assertThat(error("/rpc/v1", "Filecoin.AuthNew", List.of("sudo")))
        .contains("unknown permission \"sudo\", expected read, write, sign or admin");
  }

  @Test
  void keepsTheMessagerAndTheGatewayOnTheirOwnPaths() {
    assertThat(error("/rpc/v1", "Message.HasMessageByUid", "x")).contains("not found");
    assertThat(error("/rpc/v1", "Gateway.ListenProofEvent", "x")).contains("not found");
    assertThat(error("/rpc/v2", "Filecoin.ChainHead")).contains("not found");
  }

  private static String error(String path, String method, Object... params) {
    return devnet.exchange(path, method, params).at("/error/message").textValue();
  }

  private static HttpResponse<String> post(String path, String body, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + devnet.address() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("authorization", token);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
