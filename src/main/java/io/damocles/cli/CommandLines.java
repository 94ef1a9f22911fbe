package io.damocles.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs a command with picocli and turns what goes wrong into one line and an exit code. */
final class CommandLines {
  private CommandLines() {}

  static int run(RootCommand root, String... args) {
    var terminal = root.terminal();
    var line = new CommandLine(root);
    root.attach(line, new HashSet<>(List.of(args)));
    line.setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setExecutionExceptionHandler(new FailureHandler(new GoLog(terminal)));
    var code = line.execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
