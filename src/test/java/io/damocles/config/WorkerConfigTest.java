package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerConfigTest {
  private static final String MANAGER =
      """
      [sector_manager]
      rpc_client.addr = "/ip4/127.0.0.1/tcp/1789"
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aMinimalFileIsFilledWithDefaults() {
    var config = parse(MANAGER + thread("") + attached());

    assertThat(config.worker().name()).isEmpty();
    assertThat(config.worker().rpcHost()).isEqualTo("0.0.0.0");
    assertThat(config.worker().rpcPort()).isEqualTo(17_890);
    assertThat(config.worker().pingInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.worker().shutdownTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.worker().spoolDirectory("w1"))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".damocles-worker", "w1"));
    assertThat(config.metrics().enabled()).isFalse();
    assertThat(config.sectorManagers().get(0).rpc())
        .isEqualTo(URI.create("http://127.0.0.1:1789/rpc/v0"));
    assertThat(config.threads())
        .singleElement()
        .isEqualTo(new WorkerConfig.SealingThread(Optional.empty(), SealingReader.DEFAULTS));
    assertThat(config.processors().windowPostLimit()).isEmpty();
    assertThat(config.processors().windowPost()).isEmpty();
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void readsTheFileOfARunningInstallation() throws IOException {
    var seed =
        Vectors.text("seed/damocles-worker.toml")
            .replace("/mnt/miner-6666-store", folder.toString())
            .replace("xx-xx", "0-15")
            .replace("# allowed_sizes", "allowed_sizes")
            .replace("# sealing.", "sealing.");

    var config = parse(seed + MANAGER);

    var sealing = config.threads().get(0).sealing();
    var child = config.processors().windowPost().get(0);
    assertThat(sealing.allowedMiners()).containsExactly(6666L, 7777L);
    assertThat(sealing.allowedSizes())
        .extracting(ByteSize::toString)
        .containsExactly("32GiB", "64GiB");
    assertThat(config.attached().get(0).name()).isEqualTo("miner-6666-store");
    assertThat(config.processors().windowPostLimit()).hasValue(2);
    assertThat(child.bin()).contains("/root/baiyu/damocles/dist/bin/force-ext-processors");
    assertThat(child.args()).containsExactly("processor", "window_post");
    assertThat(child.envs())
        .isEqualTo(Map.of("BELLMAN_GPU_INDEXS", "0", "CUDA_VISIBLE_DEVICES", "0"));
    assertThat(child.concurrent()).hasValue(1);
    assertThat(child.cgroup()).contains(new WorkerConfig.Cgroup("0-15", "vc-worker"));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void thePlaceholderForCpusIsNamed() throws IOException {
    var seed =
        Vectors.text("seed/damocles-worker.toml")
            .replace("/mnt/miner-6666-store", folder.toString());

    assertThatThrownBy(() -> parse(seed + MANAGER))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "w.toml:21: processors.window_post[0].cgroup.cpuset = \"xx-xx\":"
                + " expected a list of CPUs such as \"0-7,16\"");
  }

  @Test
  void aThreadOverridesTheCommonSealingTable() {
    var config =
        parse(
            """
            [sealing]
            recover_interval = "15s"
            max_retries = 9
            allowed_miners = [1, 2]
            """
                + thread(
                    "sealing.allowed_miners = [18446744073709551615]\nsealing.seal_interval = \"0s\"")
                + MANAGER
                + attached());

    assertThat(config.threads().get(0).sealing())
        .isEqualTo(
            new WorkerConfig.Sealing(
                List.of(-1L), List.of(), Duration.ofSeconds(15), Duration.ZERO, 9));
  }

  @Test
  void readsEveryKeyOfAChild() {
    var config =
        parse(
            MANAGER
                + thread("")
                + attached()
                + """
                [processors.ext_locks]
                gpu = 1
                [processors.limitation.staggered]
                window_post = "2min"
                [[processors.window_post]]
                bin = "/x/prover"
                args = []
                stable_wait = "1min"
                inherit_envs = false
                locks = ["gpu"]
                numa_preferred = 1
                auto_restart = false
                cgroup.cpuset = "3"
                cgroup.group_name = "g"
                """);

    var child = config.processors().windowPost().get(0);
    assertThat(config.processors().externalLocks()).isEqualTo(Map.of("gpu", 1));
    assertThat(config.processors().windowPostStagger()).contains(Duration.ofMinutes(2));
    assertThat(child.args()).isEmpty();
    assertThat(child.stableWait()).isEqualTo(Duration.ofMinutes(1));
    assertThat(child.inheritEnvs()).isFalse();
    assertThat(child.concurrent()).isEqualTo(OptionalInt.empty());
    assertThat(child.locks()).containsExactly("gpu");
    assertThat(child.numaPreferred()).hasValue(1);
    assertThat(child.autoRestart()).isFalse();
    assertThat(child.cgroup()).contains(new WorkerConfig.Cgroup("3", "g"));
  }

  @Test
  void theOldNameOfTheLimitCountsWhereTheNewOneIsAbsent() {
    var old = "[processors.limit]\nwindow_post = 3\n";
    var both = old + "[processors.limitation.concurrent]\nwindow_post = 4\n";

    assertThat(parse(MANAGER + thread("") + attached() + old).processors().windowPostLimit())
        .hasValue(3);
    assertThat(parse(MANAGER + thread("") + attached() + both).processors().windowPostLimit())
        .hasValue(4);
  }

  @Test
  void scansForStoresUnderBothSpellings() throws IOException {
    Files.createDirectory(folder.resolve("s1"));
    Files.writeString(folder.resolve("s1/sectorstore.json"), "{\"ID\":\"one\",\"ReadOnly\":true}");

    for (String key : List.of("scan_persist_stores", "ScanPersistStores")) {
      var config = parse("[worker]\n" + key + " = [\"" + folder + "/*\"]\n" + MANAGER + thread(""));

      assertThat(config.attached())
          .singleElement()
          .satisfies(
              store -> {
                assertThat(store.name()).isEqualTo("one");
                assertThat(store.readOnly()).isTrue();
                assertThat(store.location()).isEqualTo(folder.toRealPath().resolve("s1"));
              });
    }
  }

  @Test
  void aStoreWithoutANameIsNamedByItsRealPath() throws IOException {
    var link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

    var config = parse(MANAGER + thread("") + "[[attached]]\nlocation = \"" + link + "\"\n");

    assertThat(config.attached().get(0).name())
        .isEqualTo(folder.toRealPath().resolve("real").toString());
  }

  @Test
  void namesEveryKeyWithoutEffectInOneWarning() {
    var config =
        parse(
            "[remote_store]\na = 1\n[worker]\nnmae = \"x\"\n"
                + MANAGER
                + thread("sealing.enable_deals = true")
                + attached()
                + "[[processors.pc2]]\nbin = \"x\"\n");

    assertThat(config.warnings())
        .containsExactly(
            "w.toml: these keys have no effect here: remote_store, worker.nmae,"
                + " sealing_thread[0].sealing.enable_deals, processors.pc2");
  }

  @Test
  void warnsOnceOfEachKeyThatDamoclesKnowsAndThatChangesNothingHere() {
    var config =
        parse(
            MANAGER
                + "[metrics]\nenable = true\n[sealing]\nmax_retries = 3\n"
                + thread("location = \"/x\"\nsealing.seal_interval = \"1s\"")
                + attached());

    assertThat(config.warnings())
        .containsExactlyInAnyOrder(
            "w.toml:4: metrics.enable has no effect: this worker serves no metrics; the manager's"
                + " /metrics tells of it",
            "w.toml:6: sealing.max_retries has no effect: the manager's JobMaxTry counts",
            "w.toml:9: sealing_thread[0].location has no effect: the wdpost plan writes nothing"
                + " there",
            "w.toml:10: sealing_thread[0].sealing.seal_interval has no effect: the next job is"
                + " asked for at once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[worker]\\nping_interval = 30 | w.toml:9: worker.ping_interval = 30: expected a duration such"
            + " as \"15s\" or \"2h 30m\"",
        "[worker]\\nrpc_server.port = 70000 | w.toml:9: worker.rpc_server.port = 70000: expected a"
            + " whole number from 0 to 65535",
        "[processors.limitation.concurrent]\\nwindow_post = 0 | w.toml:9:"
            + " processors.limitation.concurrent.window_post = 0: expected a whole number above zero,"
            + " or no such key for no limit; 0 would never run anything",
        "[[processors.window_post]]\\nconcurrent = 0 | w.toml:9: processors.window_post[0].concurrent ="
            + " 0: expected a whole number above zero, or no such key for no limit; 0 would never run"
            + " anything",
        "[processors]\\nwindow_post = [] | w.toml:9: processors.window_post = []: no subs section"
            + " found; remove the key for the builtin prover",
        "[sealing]\\nallowed_sizes = [\"4KiB\"] | w.toml:9: sealing.allowed_sizes = [\"4KiB\"]: expected"
            + " a list of sector sizes: \"2KiB\", \"8MiB\", \"512MiB\", \"32GiB\", \"64GiB\"",
        "[sealing]\\nrecover_interval = \"0s\" | w.toml:9: sealing.recover_interval = \"0s\": expected a"
            + " duration such as \"15s\" or \"2h 30m\", above zero",
        "[[attached]]\\nlocation = \"/no/such\" | w.toml:9: attached[1].location = \"/no/such\": no such"
            + " folder",
        "[[attached]]\\nlocation = \"/etc/passwd\" | w.toml:9: attached[1].location = \"/etc/passwd\": is"
            + " a file, not a folder",
        "[[attached]]\\nname = \"s\" | w.toml:8: attached[1].location is missing: expected the folder"
            + " of a store",
        "[[sealing_thread]]\\nplan = \"sealer\" | w.toml:9: sealing_thread[1].plan = \"sealer\": this"
            + " worker runs no other plan than \"wdpost\"",
        "[[sealing_thread]] | w.toml:8: sealing_thread[1].plan is missing: expected \"wdpost\""
      })
  void namesFileLineKeyValueAndWhatIsAllowed(String lines, String message) {
    var text = MANAGER + thread("") + attached().strip() + "\n" + lines.replace("\\n", "\n");

    assertThatThrownBy(() -> parse(text)).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void refusesOneKeyInTwoPlaces() {
    var both = "allowed_sizes = [\"2KiB\"]\nsealing.allowed_sizes = [\"2KiB\"]";

    assertThatThrownBy(() -> parse(MANAGER + thread(both) + attached()))
        .hasMessageContaining("also given as sealing.allowed_sizes; keep one of them");
  }

  @Test
  void refusesTwoStoresOfOneName() {
    assertThatThrownBy(() -> parse(MANAGER + thread("") + attached() + attached()))
        .hasMessageContaining("attached[1].name = \"s\": duplicate persist name: s");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> parse(thread("") + attached()))
        .hasMessageStartingWith("w.toml: sector_manager.rpc_client.addr is missing: expected an");
    assertThatThrownBy(() -> parse(MANAGER + attached()))
        .hasMessageStartingWith("w.toml: sealing_thread is missing: expected at least one");
    assertThatThrownBy(() -> parse("sealing_thread = []\n" + MANAGER + attached()))
        .hasMessageStartingWith("w.toml:1: sealing_thread is missing: expected at least one");
    assertThatThrownBy(() -> parse(MANAGER + thread("")))
        .hasMessageStartingWith("w.toml: attached is missing: expected at least one [[attached]]");
    assertThatThrownBy(() -> WorkerConfig.read(folder.resolve("none.toml")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(folder + "/none.toml: no such file");
  }

  @Test
  void theSampleInConfIsValid() throws IOException {
    var sample =
        Files.readString(Path.of("conf/damocles-worker.toml"))
            .replace("/mnt/store1", folder.toString())
            .replace("/etc/damocles", folder.toString())
            .replace("manager = \"sp1\"", "manager = \"127.0.0.1:1789\"");
    Files.writeString(folder.resolve("token"), "0123456789abcdef");
    Files.writeString(folder.resolve("manager.crt"), "");

    assertThat(parse(sample).warnings()).isEmpty();
    assertThat(parse(sample.replaceAll("(?m)^#(?=[a-z\\[])", "")).warnings())
        .allMatch(warning -> warning.contains(" has no effect: "))
        .extracting(warning -> warning.replaceAll("^w.toml:[0-9]+: (\\S+) .*", "$1"))
        .containsExactly("sealing.seal_interval", "sealing.max_retries");
  }

  private static String thread(String lines) {
    return "[[sealing_thread]]\nplan = \"wdpost\"\n" + (lines.isEmpty() ? "" : lines + "\n");
  }

  private String attached() {
    return "[[attached]]\nname = \"s\"\nlocation = \"" + folder + "\"\n";
  }

  private static WorkerConfig parse(String text) {
    return WorkerConfigReader.read(TomlParser.parse(Path.of("w.toml"), text));
  }
}
