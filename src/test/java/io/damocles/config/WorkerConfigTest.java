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

  private static final String ONLY_OTHER_PLANS =
      " has no effect: only other plans than \"wdpost\" use it";

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
  void warnsOnceOfEachKeyThatNobodyKnows() {
    var config =
        parse(
            "[remote_store]\na = 1\n[worker]\nnmae = \"x\"\n" + MANAGER + thread("") + attached());

    assertThat(config.warnings())
        .containsExactly(
            "w.toml:1: remote_store has no effect: this worker knows no such key",
            "w.toml:4: worker.nmae has no effect: this worker knows no such key");
  }

  @Test
  void warnsOnceOfEachKeyOfOtherPlansAndReadsNoneOfThem() {
    var config =
        parse(
            """
            [worker]
            local_pieces_dirs = 7
            [processors.limitation.concurrent]
            pc1 = 0
            [processors.limitation.staggered]
            c2 = "soon"
            [[processors.pc2]]
            bin = 5
            """
                + MANAGER
                + "piece_token = 1\n"
                + thread("sealing.enable_deals = 3")
                + attached());

    assertThat(config.warnings())
        .containsExactlyInAnyOrder(
            "w.toml:2: worker.local_pieces_dirs" + ONLY_OTHER_PLANS,
            "w.toml:4: processors.limitation.concurrent.pc1" + ONLY_OTHER_PLANS,
            "w.toml:6: processors.limitation.staggered.c2" + ONLY_OTHER_PLANS,
            "w.toml:7: processors.pc2" + ONLY_OTHER_PLANS,
            "w.toml:11: sector_manager.piece_token" + ONLY_OTHER_PLANS,
            "w.toml:14: sealing_thread[0].sealing.enable_deals" + ONLY_OTHER_PLANS);
  }

  @Test
  void warnsOnceOfEachKeyThatDamoclesKnowsAndThatChangesNothingHere() {
    var config =
        parse(
            MANAGER
                + "[sealing]\nmax_retries = 3\n"
                + thread("sealing.seal_interval = \"1s\"")
                + attached()
                + "[processors.limit]\nwindow_post = 3\n"
                + "[processors.limitation.concurrent]\nwindow_post = 4\n"
                + "[processors.limitation.staggered]\nwindow_post = \"900ms\"\n");

    assertThat(config.processors().windowPostStagger()).isEmpty();
    assertThat(config.warnings())
        .containsExactlyInAnyOrder(
            "w.toml:4: sealing.max_retries has no effect: the manager's JobMaxTry counts",
            "w.toml:7: sealing_thread[0].sealing.seal_interval has no effect: the next job is"
                + " asked for at once",
            "w.toml:12: processors.limit.window_post has no effect: limitation.concurrent is there",
            "w.toml:16: processors.limitation.staggered.window_post has no effect: starts are kept"
                + " apart by one second or more");
  }

  @Test
  void passesOverThreadsOfOtherPlansAndNamesThem() {
    var config =
        parse(
            MANAGER
                + "[[sealing_thread]]\nlocation = \"/mnt/nvme\"\nsealing.max_deals = true\n"
                + "[[sealing_thread]]\nplan = \"snapup\"\n"
                + thread("sealing.allowed_miners = [7]")
                + attached());

    assertThat(config.threads()).hasSize(1);
    assertThat(config.threads().get(0).sealing().allowedMiners()).containsExactly(7L);
    assertThat(config.warnings())
        .containsExactly(
            "w.toml:3: sealing_thread[0] is passed over: this worker runs no other plan than"
                + " \"wdpost\", and the thread's is \"sealer\", as it names none",
            "w.toml:6: sealing_thread[1] is passed over: this worker runs no other plan than"
                + " \"wdpost\", and the thread's is \"snapup\"");
  }

  @Test
  void refusesAFileWithoutAThreadOfItsPlanAndAPlanThatNobodyKnows() {
    var sealer = "[[sealing_thread]]\nplan = \"sealer\"\n";

    assertThatThrownBy(() -> parse(MANAGER + sealer + attached()))
        .hasMessage(
            "w.toml:3: sealing_thread is missing: expected at least one [[sealing_thread]] with"
                + " plan = \"wdpost\"");
    assertThatThrownBy(
            () -> parse(MANAGER + thread("") + sealer.replace("sealer", "wdpots") + attached()))
        .hasMessage(
            "w.toml:6: sealing_thread[1].plan = \"wdpots\": unknown plan; expected \"wdpost\", or"
                + " one that is passed over: [sealer, snapup, rebuild, unseal]");
  }

  @Test
  void takesTwoThreadsOfOneLocationForOne() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("link"), folder);
    var config =
        parse(
            MANAGER
                + thread("location = \"" + folder + "\"")
                + thread("location = \"" + link + "\"")
                + thread("")
                + thread("")
                + attached());

    assertThat(config.threads())
        .extracting(WorkerConfig.SealingThread::location)
        .containsExactly(Optional.of(folder.toRealPath()), Optional.empty(), Optional.empty());
    assertThat(config.warnings())
        .containsExactly(
            "w.toml:6: sealing_thread[1] is passed over: another thread has the same location");
  }

  @Test
  void readsTheSmallestFileThatRunsInDamocles() {
    var config =
        parse(
            """
            [worker]
            name = "wdpost-01"
            [sector_manager]
            rpc_client.addr = "/ip4/127.0.0.1/tcp/1789"
            [[sealing_thread]]
            plan = "wdpost"
            sealing.recover_interval = "15s"
            [[attached]]
            name = "store1"
            location = "%s"
            [processors.limitation.concurrent]
            window_post = 2
            [[processors.window_post]]
            concurrent = 1
            envs = { CUDA_VISIBLE_DEVICES = "0", TMPDIR = "/tmp/wp0" }
            cgroup.cpuset = "0-15"
            numa_preferred = 0
            """
                .formatted(folder));

    assertThat(config.worker().name()).contains("wdpost-01");
    assertThat(config.threads().get(0).sealing().recoverInterval())
        .isEqualTo(Duration.ofSeconds(15));
    assertThat(config.processors().windowPost().get(0).numaPreferred()).hasValue(0);
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void dottedAndNestedFormsSayTheSame() {
    var dotted =
        parse(
            "worker.rpc_server.port = 1\nsealing.recover_interval = \"7s\"\n"
                + "processors.limitation.concurrent.window_post = 3\n"
                + MANAGER
                + thread("sealing.allowed_sizes = [\"2KiB\"]")
                + attached());
    var nested =
        parse(
            "[worker.rpc_server]\nport = 1\n[sealing]\nrecover_interval = \"7s\"\n"
                + "[processors]\nlimitation = { concurrent = { window_post = 3 } }\n"
                + "[sector_manager.rpc_client]\naddr = \"/ip4/127.0.0.1/tcp/1789\"\n"
                + thread("[sealing_thread.sealing]\nallowed_sizes = [\"2048\"]")
                + attached());

    assertThat(nested.worker()).isEqualTo(dotted.worker());
    assertThat(nested.sectorManagers()).isEqualTo(dotted.sectorManagers());
    assertThat(nested.threads()).isEqualTo(dotted.threads());
    assertThat(nested.processors()).isEqualTo(dotted.processors());
  }

  /** Every key that this worker reads, each with a value of the wrong type. */
  @ParameterizedTest
  @CsvSource({
    "worker, name, 1",
    "worker, ping_interval, true",
    "worker, scan_persist_stores, 1",
    "worker, ScanPersistStores, [1]",
    "worker, spool_dir, 1",
    "worker, library, 1",
    "worker, parameter_dir, 1",
    "worker, shutdown_timeout, 1",
    "worker, progress_timeout, '\"soon\"'",
    "worker, rpc_server.host, 1",
    "worker, rpc_server.port, '\"1\"'",
    "worker, rpc_server, 1",
    "metrics, enable, '\"yes\"'",
    "metrics, http_listen, 9000",
    "sector_manager, rpc_client.addr, 1",
    "sealing, allowed_miners, '[\"f01000\"]'",
    "sealing, allowed_sizes, [2048]",
    "sealing, recover_interval, 60",
    "sealing, seal_interval, 30",
    "sealing, max_retries, -1",
    "[sealing_thread], plan, 1",
    "[sealing_thread], location, 1",
    "[sealing_thread], sealing, 1",
    "[attached], name, 1",
    "[attached], location, 1",
    "[attached], readonly, '\"no\"'",
    "processors, limit, 1",
    "processors, limitation, 1",
    "processors, ext_locks, 1",
    "processors.limit, window_post, 1.5",
    "processors.limitation.concurrent, window_post, '\"1\"'",
    "processors.limitation.staggered, window_post, 60",
    "processors.ext_locks, gpu, '\"1\"'",
    "[processors.window_post], bin, 1",
    "[processors.window_post], args, '\"processor\"'",
    "[processors.window_post], stable_wait, 5",
    "[processors.window_post], envs, { A = 1 }",
    "[processors.window_post], inherit_envs, 1",
    "[processors.window_post], concurrent, true",
    "[processors.window_post], locks, '\"gpu\"'",
    "[processors.window_post], cgroup, 1",
    "[processors.window_post], cgroup.cpuset, 3",
    "[processors.window_post], cgroup.group_name, 3",
    "[processors.window_post], numa_preferred, '\"0\"'",
    "[processors.window_post], auto_restart, 0",
  })
  void namesFileLineKeyAndWhatIsAllowedForAWrongType(String table, String key, String value) {
    var text = "[" + table + "]\n" + key + " = " + value + "\n" + rest(table, key);

    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(
            "w.toml:2: "
                + table.replaceAll("\\[(.*)]", "$1[0]").replace("[", "\\[").replace("]", "\\]")
                + "\\."
                + key
                + "(\\.A)? = .+: expected .+");
  }

  private String rest(String table, String key) {
    var sameTable =
        switch (table + "." + key) {
          case "[sealing_thread].location", "[sealing_thread].sealing" -> "plan = \"wdpost\"\n";
          case "[attached].name", "[attached].readonly" -> "location = \"" + folder + "\"\n";
          default -> "";
        };
    return sameTable + (table.equals("sector_manager") ? "" : MANAGER) + thread("") + attached();
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
            + " of a store"
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
