package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.devnet.HandDrivenDevnet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code util sealer proving} on a development chain of mainnet's shape, and on a fake manager. */
final class ProvingShell implements AutoCloseable {
  final CommandRun.Shell shell = new CommandRun.Shell();
  final HandDrivenDevnet devnet;
  final FakeManager manager = new FakeManager();

  ProvingShell(Path folder) throws IOException {
    devnet = HandDrivenDevnet.start(folder, 8);
    shell.with(Map.of(ChainApi.VARIABLE, devnet.apiInfo()));
  }

  /** The command of the miner f01000. */
  CommandRun run(String... command) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "util", "--listen", manager.address(), "sealer", "proving", "--miner", "f01000"));
    args.addAll(List.of(command));
    return shell.manager(args.toArray(new String[0]));
  }

  void assertFails(int code, String message, String... command) {
    var run = run(command);

    assertThat(run.err()).contains("\tERROR\tcmd\tinternal/run.go:51\t" + message);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @Override
  public void close() {
    manager.close();
    devnet.close();
  }
}
