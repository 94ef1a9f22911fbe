package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.config.ManagerConfig.WorkerProver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagerConfigTest {
  private static final Path HOME = Path.of("/home/somebody/.damocles-manager");

  @Test
  void anUntouchedInitFileIsAllDefaults() throws IOException {
    var config = parse(Vectors.text("damocles-init/sector-manager.cfg"));

    assertThat(config.common().api().chain()).isEmpty();
    assertThat(config.common().api().chainEventInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.common().stores()).isEmpty();
    assertThat(config.miners()).isEmpty();
    assertThat(config.common().database().sqliteFile()).isEqualTo(HOME.resolve("jobs.db"));
    assertThat(config.common().proving().parallelCheckLimit()).isEqualTo(128);
    assertThat(config.common().proving().singleCheckTimeout()).contains(Duration.ofMinutes(10));
    assertThat(config.common().proving().partitionCheckTimeout()).contains(Duration.ofMinutes(20));
    assertThat(config.common().proving().workerProver())
        .isEqualTo(new WorkerProver(2, Duration.ofSeconds(15), Duration.ofHours(25)));
    assertThat(config.warnings())
        .containsExactly(
            "m.cfg:18: Common.PersistStores[0].Path is missing: this entry is ignored",
            "m.cfg:43: Miners[0].Actor is missing: this entry is ignored");
  }

  @Test
  void theInitFileSaysWhatTheDefaultsAre() throws IOException {
    var uncommented =
        Vectors.text("damocles-init/sector-manager.cfg")
            .replace("{api_host}/tcp/{api_port}", "10.0.0.1/tcp/45132")
            .replace("# Default config:", "")
            .replaceAll("(?m)^#", "");

    var config = parse(uncommented);

    var post = config.miners().get(0).post();
    assertThat(config.miners().get(0).actor()).isEqualTo(10_086);
    assertThat(post.senders()).containsExactly("f1abjxfbp274xpdqcpuaykwkfb43omjotacm2p3za");
    assertThat(post.gasFeeCap()).isEqualTo(Fil.parse("5 nanoFIL"));
    assertThat(post)
        .isEqualTo(withSenders(parse("[[Miners]]\nActor = 1").miners().get(0).post(), post));
    assertThat(config.common().stores().get(0).allowMiners()).containsExactly(1L, 2L);
    assertThat(config.common().stores().get(0).meta()).containsEntry("SomeKey", "SomeValue");
    assertThat(config.warnings()).singleElement().asString().contains("kept in SQLite instead");
  }

  @Test
  void readsTheFileOfARunningInstallation() throws IOException {
    var config = parse(Vectors.text("seed/sector-manager.cfg"));

    assertThat(config.common().proving().workerProver())
        .isEqualTo(new WorkerProver(2, Duration.ofSeconds(15), Duration.ofHours(25)));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void keysAreFoundInAnyCaseAndUnknownOnesAreIgnored() {
    var config =
        parse(
            """
            [common.proving.workerprover]
            jobmaxtry = 5
            [[miners]]
            actor = 18446744073709551615
            [miners.post]
            STRICTCHECK = false
            Unheard = { of = 1 }
            """);

    assertThat(config.common().proving().workerProver().jobMaxTry()).isEqualTo(5);
    assertThat(Long.toUnsignedString(config.miners().get(0).actor()))
        .isEqualTo("18446744073709551615");
    assertThat(config.miners().get(0).post().strictCheck()).isFalse();
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void anExactKeyWinsOverOneInAnotherCase() {
    var config = parse("[Common.API]\ntoken = \"lower\"\nToken = \"exact\"");

    assertThat(config.common().api().token()).isEqualTo("exact");
  }

  @Test
  void tokensStayOutOfLogs() {
    var config =
        parse(
            """
            [Common.API]
            Token = "aaa.bbb.ccc"
            Chain = "aaa.bbb.ccc:/ip4/10.0.0.1/tcp/3453"
            Gateway = ["aaa.bbb.ccc:/ip4/10.0.0.2/tcp/45132"]
            """);

    assertThat(config.toString())
        .doesNotContain("bbb")
        .contains("chain=[***:/ip4/10.0.0.1/tcp/3453]", "***:/ip4/10.0.0.2/tcp/45132", "token=***");
  }

  @Test
  void addressesKnowTheirTokens() {
    var api =
        parse(
                """
                [Common.API]
                Token = "common"
                Chain = ["aaa.bbb.ccc:/ip4/10.0.0.1/tcp/3453", "http://10.0.0.2:1234"]
                Messager = "/ip4/10.0.0.3/tcp/39812"
                """)
            .common()
            .api();

    assertThat(api.chainNodes())
        .extracting(node -> node + " " + node.token().orElse(""))
        .containsExactly(
            "ws://10.0.0.1:3453/rpc/v1 aaa.bbb.ccc", "http://10.0.0.2:1234/rpc/v1 common");
    assertThat(api.messagerNode())
        .map(NodeAddress::toString)
        .contains("ws://10.0.0.3:39812/rpc/v0");
  }

  @Test
  void whatIsNotSetFallsBackToTheFirstGateway() {
    var api =
        parse("[Common.API]\nGateway = [\"/ip4/10.0.0.1/tcp/1\", \"/ip4/10.0.0.2/tcp/1\"]")
            .common()
            .api();

    assertThat(api.chainNodes())
        .map(NodeAddress::toString)
        .containsExactly("ws://10.0.0.1:1/rpc/v1");
    assertThat(api.messagerNode()).map(NodeAddress::toString).contains("ws://10.0.0.1:1/rpc/v0");
    assertThat(parse("").common().api().messagerNode()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsNamedWithoutItsToken() {
    assertThatThrownBy(() -> parse("[Common.API]\nChain = [\"aaa.bbb.ccc:10.0.0.1:1234\"]"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "m.cfg:2: Common.API.Chain = \"10.0.0.1:1234\" is no address: expected a multiaddr,"
                + " or a URL of ws, wss, http or https");
    assertThatThrownBy(() -> parse("[Common.API]\nChain = 5"))
        .hasMessageContaining("Chain = 5: expected an address or a list of addresses");
  }

  @Test
  void aPartialTableKeepsTheOtherDefaults() {
    var config = parse("[Common.Proving.WorkerProver]\nHeartbeatTimeout = 20000000000");

    assertThat(config.common().proving().workerProver())
        .isEqualTo(new WorkerProver(2, Duration.ofSeconds(20), Duration.ofHours(25)));
  }

  @Test
  void aTimeoutOfZeroOrLessIsNone() {
    var config =
        parse("[Common.Proving]\nSingleCheckTimeout = \"0s\"\nPartitionCheckTimeout = \"-1s\"");

    assertThat(config.common().proving().singleCheckTimeout()).isEmpty();
    assertThat(config.common().proving().partitionCheckTimeout()).isEmpty();
  }

  @Test
  void readsOurOwnTables() {
    var config =
        parse(
            """
            [Common.DB]
            Driver = "sqlite"
            [Common.DB.Sqlite]
            Path = "/data/jobs.db"
            [Common.Proving.Native]
            Library = "/opt/libwdpost.so"
            ParameterDir = "/opt/parameters"
            VerifyThreads = 3
            """);

    var nativeProver = config.common().proving().nativeProver();
    assertThat(config.common().database().sqliteFile()).isEqualTo(Path.of("/data/jobs.db"));
    assertThat(nativeProver.library()).contains(Path.of("/opt/libwdpost.so"));
    assertThat(nativeProver.parameterDir()).contains(Path.of("/opt/parameters"));
    assertThat(nativeProver.verifyThreads()).isEqualTo(3);
  }

  @Test
  void refusesAMinerListedTwice() {
    assertThatThrownBy(() -> parse("[[Miners]]\nActor = 7\n[[Miners]]\nActor = 7"))
        .hasMessage("m.cfg:4: Miners[1].Actor = 7: a miner is listed twice");
  }

  @Test
  void theOldSingleSenderJoinsTheList() {
    var config =
        parse(
            """
            [[Miners]]
            Actor = 1
            [Miners.PoSt]
            Sender = "f01"
            Senders = ["t02", "f01", "<empty>"]
            GasFeeCap = ""
            MaxFeeCap = "7 nFIL"
            """);

    assertThat(config.miners().get(0).post().senders()).containsExactly("f01", "t02");
    assertThat(config.miners().get(0).post().gasFeeCap()).isEqualTo(Fil.parse("7 nanoFIL"));
  }

  @Test
  void anotherDatabaseIsRefusedWithWhatIsAllowed() {
    assertThatThrownBy(() -> parse("[Common.DB]\nDriver = \"mongo\""))
        .hasMessage(
            "m.cfg:2: Common.DB.Driver = \"mongo\": not supported;"
                + " allowed is \"sqlite\", which is also the default");
    assertThatThrownBy(() -> parse("[Common.DB]\nDriver = \"oracle\""))
        .hasMessageContaining("unknown driver; allowed is \"sqlite\"");
    assertThatThrownBy(() -> parse("[Common.MongoKVStore]\nEnable = true"))
        .hasMessageContaining("MongoDB does not keep jobs here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JobMaxTry = \"2\"| JobMaxTry = \"2\": expected a whole number from 1 to 2147483647",
        "JobMaxTry = 0| JobMaxTry = 0: expected a whole number from 1 to 2147483647",
        "JobMaxTry = 1.5| JobMaxTry = 1.5: expected a whole number from 1 to 2147483647",
        "HeartbeatTimeout = \"15\"| HeartbeatTimeout = \"15\": expected a Go duration above zero"
            + " such as \"15s\", or a number of nanoseconds",
        "JobLifetime = true| JobLifetime = true: expected a Go duration above zero"
            + " such as \"15s\", or a number of nanoseconds"
      })
  void namesFileLineKeyValueAndWhatIsAllowed(String line, String message) {
    assertThatThrownBy(() -> parse("\n[Common.Proving.WorkerProver]\n" + line + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("m.cfg:3: Common.Proving.WorkerProver." + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Common.Proving]\nSingleCheckTimeout = 600",
        "[Common]\nProving = 3",
        "[Common]\nPersistStores = {}",
        "[Common]\nScanPersistStores = [1]",
        "[[Miners]]\nActor = -1",
        "[[Miners]]\nActor = 18446744073709551616",
        "[[Miners]]\nActor = 1\n[Miners.PoSt]\nSenders = [\"x01\"]",
        "[[Miners]]\nActor = 1\n[Miners.PoSt]\nGasFeeCap = \"5 gwei\"",
        "[[Miners]]\nActor = 1\n[Miners.PoSt]\nEnabled = \"yes\"",
        "[[Miners]]\nActor = 1\n[Miners.PoSt]\nGasOverEstimation = \"1\""
      })
  void refusesValuesOfAnotherType(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching("(?s)m\\.cfg:\\d: [A-Z].* = .*: expected .+");
  }

  @Test
  void namesLineAndColumnOfASyntaxError() {
    assertThatThrownBy(() -> parse("[Common]\nX = = 1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("m.cfg:2:5: this is no TOML: ");
  }

  @Test
  void theSampleInConfIsValid() throws IOException {
    var sample =
        Files.readString(Path.of("conf/sector-manager.cfg"))
            .replaceAll("/etc/damocles/manager.(crt|key)", "pom.xml");

    assertThat(parse(sample).warnings()).isEmpty();
    assertThat(parse(sample).common()).isEqualTo(parse("").common());
    assertThat(parse(sample.replaceAll("(?m)^#(?=[A-Z\\[])", "")).warnings()).isEmpty();
  }

  private static ManagerConfig.Post withSenders(ManagerConfig.Post post, ManagerConfig.Post from) {
    return new ManagerConfig.Post(
        from.senders(),
        post.enabled(),
        post.strictCheck(),
        post.parallel(),
        post.gasOverEstimation(),
        post.gasOverPremium(),
        post.gasFeeCap(),
        post.confidence(),
        post.submitConfidence(),
        post.challengeConfidence(),
        post.maxRecoverSectorLimit(),
        post.maxPartitionsPerPoStMessage(),
        post.maxPartitionsPerRecoveryMessage());
  }

  private static ManagerConfig parse(String text) {
    return ManagerConfigReader.read(TomlParser.parse(Path.of("m.cfg"), text), HOME);
  }
}
