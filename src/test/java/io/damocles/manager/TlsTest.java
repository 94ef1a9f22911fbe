package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.config.ManagerConfigLoader;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcClient;
import io.damocles.rpc.RpcServer;
import io.damocles.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS between the manager, workers and the command line. */
class TlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path home;
  private TestCertificate own;
  private ManagerFixture manager;

  @BeforeEach
  void setUp() throws Exception {
    own = TestCertificate.make(home, "own", "ip:127.0.0.1");
    Files.writeString(
        home.resolve(ManagerConfigLoader.FILE_NAME),
        "[Common.Access]\nCertificate = \"%s\"\nPrivateKey = \"%s\"\n"
            .formatted(own.certificate(), own.privateKey()));
    manager = ManagerFixture.start(home);
  }

  @AfterEach
  void tearDown() {
    manager.close();
  }

  @Test
  void workersAndCommandsThatTrustTheCertificateAreServed() throws Exception {
    assertThat(worker(own.certificate())).isEqualTo("[]");
    assertThat(command(own.certificate())).isEqualTo("END_ARRAY");
  }

  @Test
  void whoDoesNotTrustItDoesNotTalkToIt() throws Exception {
    TestCertificate other = TestCertificate.make(home, "other", "ip:127.0.0.1");

    assertThatThrownBy(() -> worker(other.certificate())).hasMessageContaining("SSL");
    assertThatThrownBy(() -> command(other.certificate()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no TLS with 127.0.0.1:" + manager.port());
    assertThatThrownBy(() -> command(own.privateKey()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(own.privateKey() + " holds no certificate");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    renew(TestCertificate.make(home, "elsewhere", "dns:elsewhere.example"));

    assertThatThrownBy(() -> command(own.certificate())).hasMessageContaining("127.0.0.1");
    assertThatThrownBy(() -> worker(own.certificate()))
        .hasRootCauseMessage("No subject alternative names matching IP address 127.0.0.1 found");
  }

  @Test
  void aRenewedCertificateIsTakenAtAReload() throws Exception {
    renew(TestCertificate.make(home, "renewed", "ip:127.0.0.1"));

    assertThat(worker(own.certificate())).isEqualTo("[]");
  }

  /** Replaces the files of the certificate and waits until the manager shows the new one. */
  private void renew(TestCertificate renewed) throws Exception {
    Path before = Files.copy(own.certificate(), home.resolve("before.crt"));
    Files.move(renewed.certificate(), own.certificate(), StandardCopyOption.REPLACE_EXISTING);
    Files.move(renewed.privateKey(), own.privateKey(), StandardCopyOption.REPLACE_EXISTING);
    manager.manager().reload(ManagerConfigLoader.read(home, home));
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              try {
                command(before);
                return false;
              } catch (IOException refused) {
                return String.valueOf(refused.getMessage()).startsWith("no TLS");
              }
            });
  }

  private String worker(Path trusted) throws Exception {
    RpcClient client =
        new RpcClient(
            manager.vertx,
            new RpcServer(endpoint(), Optional.empty(), Map.of()),
            1 << 20,
            Optional.of(trusted));
    byte[] answer =
        client
            .call(
                "Venus.WdPoStAllocateJobs", "[{},1,\"w\"]".getBytes(StandardCharsets.UTF_8), LIMIT)
            .await(10, TimeUnit.SECONDS);
    return new String(answer, StandardCharsets.UTF_8);
  }

  private String command(Path trusted) throws IOException {
    return new BlockingRpcClient(endpoint(), Map.of(), "manager", LIMIT, Optional.of(trusted))
        .call(
            "Venus.WorkerPingInfoList",
            out -> {},
            in -> {
              in.skipChildren();
              return in.currentToken().toString();
            });
  }

  private Endpoint endpoint() {
    return new Endpoint("127.0.0.1", manager.port(), true);
  }
}
