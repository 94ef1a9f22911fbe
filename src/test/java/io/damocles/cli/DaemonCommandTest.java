package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonCommandTest {
  private final CommandRun.Shell shell = new CommandRun.Shell();
  @TempDir Path folder = Path.of("");

  @Test
  void initWritesTheSamples() throws IOException {
    var home = folder.resolve("new/home");

    var run = shell.manager("--home", home.toString(), "daemon", "init");

    assertThat(run.err())
        .isEqualTo("2026-11-24T12:47:55.581Z\tINFO\tcmd\tinternal/run.go:51\tinitialized\n");
    assertThat(run.code()).isZero();
    for (String name : new String[] {"sector-manager.cfg", "ext-prover.cfg"}) {
      assertThat(home.resolve(name)).hasSameTextualContentAs(Path.of("conf", name));
    }
  }

  @Test
  void initOverwritesNothing() throws IOException {
    Files.writeString(folder.resolve("sector-manager.cfg"), "mine");

    var run = shell.manager("--home", folder.toString(), "daemon", "init");

    assertThat(run.err())
        .endsWith("\tinit sealer config: " + folder + "/sector-manager.cfg already exits\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(folder.resolve("sector-manager.cfg")).hasContent("mine");
    assertThat(folder.resolve("ext-prover.cfg")).doesNotExist();
  }

  @Test
  void theHomeFolderComesFromTheFirstVariableThatIsSet() {
    shell.with(Map.of("VSM_PATH", folder + "/b", "VENUS_SECTOR_MANAGER_PATH", folder + "/a"));

    assertThat(shell.manager("daemon", "init").code()).isZero();
    assertThat(folder.resolve("a/sector-manager.cfg")).exists();
    assertThat(folder.resolve("b")).doesNotExist();
  }

  @Test
  void theOldNetFlagIsToldToBeDeprecated() {
    var run = shell.manager("--net", "mainnet", "--home", folder.toString(), "daemon", "init");

    assertThat(run.err()).contains("\tWARN\tcmd\tinternal/run.go:51\tDEPRECATED: the 'net' flag");
  }

  @Test
  void bothProversTogetherAreWrongUsage() {
    var run = shell.manager("daemon", "run", "--ext-prover", "--worker-prover");

    assertThat(run.err()).endsWith("\text-prover and worker-prover are mutually exclusive\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void withoutConfigurationTheManagerDoesNotRun() {
    var run =
        shell.manager(
            "--home", folder.toString(), "daemon", "run", "--poster=true", "--ext-prover");

    assertThat(run.err()).endsWith("\t--ext-prover: without effect\n");
    assertThat(run.code()).isEqualTo(78);
  }

  @Test
  void aProxyThatIsNoAddressIsWrongUsage() {
    var run = shell.manager("daemon", "run", "--proxy=10.0.0.1");

    assertThat(run.err())
        .endsWith(
            "\t--proxy: \"10.0.0.1\" is no address; write host:port or :port, port 0 to 65535\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(shell.manager("daemon", "run", "--proxy=/ip4/x").err())
        .endsWith("\t--proxy: \"/ip4/x\" is no address of a manager\n");
    assertThat(shell.manager("daemon", "run", "--proxy=:1", "--proxy-token-file=/no/such").err())
        .endsWith("\t--proxy-token-file: /no/such cannot be read\n");
    assertThat(shell.manager("daemon", "run", "--proxy-sector-indexer-off").err())
        .contains("--proxy-sector-indexer-off without --proxy: without effect");
  }

  @Test
  void anUnknownFlagIsWrongUsage() {
    var run = shell.manager("daemon", "run", "--wroker-prover");

    assertThat(run.err()).startsWith("Unknown option: '--wroker-prover'");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void aGroupOfCommandsPrintsItsHelp() {
    var run = shell.manager("util", "worker");

    assertThat(run.out()).startsWith("Usage: damocles-manager util worker").contains("wdpost");
    assertThat(run.code()).isZero();
  }

  @Test
  void helpListsExitCodes() {
    assertThat(shell.manager("--help").out())
        .contains("daemon", "util", "Exit codes:", "78   the configuration cannot be used");
  }

  @Test
  void aWorkerWithoutConfigurationDoesNotRun() {
    assertThat(shell.worker("daemon").code()).isEqualTo(2);
    assertThat(shell.worker("daemon").err())
        .endsWith("\tno configuration: give --config FILE or set DAMOCLES_WORKER_CONFIG\n");
    assertThat(shell.worker("daemon", "-c", "/no/such").code()).isEqualTo(78);
    shell.with(Map.of("DAMOCLES_WORKER_CONFIG", "/no/such2"));
    assertThat(shell.worker("daemon").code()).isEqualTo(78);
  }

  @Test
  void aWorkerTellsItsVersion() {
    assertThat(shell.worker("--version").out()).startsWith("damocles v");
  }
}
