package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.config.ConfigException;
import io.damocles.config.ManagerConfigLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code [Common.Access]}: what callers may do, over real HTTP. */
class AccessTest {
  private static final String ADMIN = "admin-0123456789";
  private static final String WORKER = "worker-0123456789";
  private static final String TOKENS =
      "AdminTokens = [\"%s\"]\nWorkerTokens = [\"%s\"]\n".formatted(ADMIN, WORKER);
  private static final String ALLOCATE =
      "{\"id\":1,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{},1,\"w1\"]}";
  private static final String REMOVE =
      "{\"id\":1,\"method\":\"Venus.WdPoStRemoveJob\",\"params\":[\"x\"]}";
  private static final String LIST = "{\"id\":1,\"method\":\"Venus.WdPoStAllJobs\",\"params\":[]}";

  @TempDir Path home;
  private @Nullable ManagerFixture manager;

  @AfterEach
  void tearDown() {
    if (manager != null) {
      manager.close();
    }
  }

  @Test
  void everybodyMayDoEverythingUnlessTokensAreSet() throws Exception {
    start("");

    assertThat(call(REMOVE, "").body()).contains("\"result\"");
    assertThat(call(REMOVE, "Bearer some-token-of-old").body()).contains("\"result\"");
  }

  @Test
  void aWorkersTokenAllowsWhatWorkersCallAndReading() throws Exception {
    start(TOKENS);

    assertThat(call(ALLOCATE, "Bearer " + WORKER).body()).contains("\"result\":[]");
    assertThat(call(LIST, "Bearer " + WORKER).body()).contains("\"result\"");
    assertThat(call(REMOVE, "Bearer " + WORKER).body())
        .contains("missing permission to invoke 'WdPoStRemoveJob' (need 'admin')");
    assertThat(call(REMOVE, "Bearer " + ADMIN).body()).contains("\"result\"");
  }

  @Test
  void whoHasNoGoodTokenIsTurnedAwayInJson() throws Exception {
    start(TOKENS);

    for (String header : new String[] {"Bearer wrong", "Basic " + ADMIN, ""}) {
      HttpResponse<String> answer = call(LIST, header);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body())
          .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,")
          .contains("unauthorized");
    }
    assertThat(manager().get("/healthcheck").statusCode()).isEqualTo(200);
  }

  @Test
  void damoclesWorkersWithoutATokenWorkWhereTheOperatorAllowsIt() throws Exception {
    start(TOKENS + "WithoutToken = \"work\"\n");

    assertThat(call(ALLOCATE, "").body()).contains("\"result\":[]");
    assertThat(call(REMOVE, "").body()).contains("need 'admin'");
    assertThat(call(ALLOCATE, "Bearer wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenThatIsTakenOutOfTheFileIsGoneAfterAReload() throws Exception {
    start(TOKENS);
    configure(TOKENS.replace(WORKER, "worker-9876543210"));

    manager().manager().reload(ManagerConfigLoader.read(home, home));

    assertThat(call(LIST, "Bearer " + WORKER).statusCode()).isEqualTo(401);
    assertThat(call(LIST, "Bearer worker-9876543210").statusCode()).isEqualTo(200);
  }

  @Test
  void tokensAreNeverShown() throws Exception {
    configure(TOKENS);

    assertThat(ManagerConfigLoader.read(home, home).common().toString())
        .contains("adminTokens=1")
        .doesNotContain(ADMIN)
        .doesNotContain(WORKER);
    configure("AdminTokens = [\"short\"]\n");
    assertThatThrownBy(() -> ManagerConfigLoader.read(home, home))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Common.Access.AdminTokens: expected tokens of at least 16")
        .hasMessageNotContaining("short");
  }

  @Test
  void whatCannotBeIsNamed() throws Exception {
    assertRefused("WorkerTokens = [\"" + WORKER + "\"]\n", "AdminTokens is missing");
    assertRefused("WithoutToken = \"nothing\"\n", "AdminTokens is missing");
    assertRefused(TOKENS + "WithoutToken = \"read\"\n", "\"everything\", \"work\" or \"nothing\"");
    assertRefused(TOKENS.replace(WORKER, ADMIN), "also one of AdminTokens");
    assertRefused("Certificate = \"/no/such\"\n", "cannot be read");
    assertRefused(
        "PrivateKey = \"" + home.resolve(ManagerConfigLoader.FILE_NAME) + "\"\n",
        "Certificate is missing");
  }

  private void assertRefused(String access, String message) throws IOException {
    configure(access);
    assertThatThrownBy(() -> ManagerConfigLoader.read(home, home))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private ManagerFixture manager() {
    return Objects.requireNonNull(manager);
  }

  private void start(String access) throws IOException {
    configure(access);
    manager = ManagerFixture.start(home);
  }

  private void configure(String access) throws IOException {
    Files.writeString(home.resolve(ManagerConfigLoader.FILE_NAME), "[Common.Access]\n" + access);
  }

  private HttpResponse<String> call(String body, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + manager().address() + "/rpc/v0"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
