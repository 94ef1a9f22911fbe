package io.damocles.cli;

import io.damocles.daemon.ExitCode;
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
    terminal.err().flush();
    return terminal.out().checkError() ? notWritten(terminal, code) : code;
  }

  /** A script must not take a file that lacks its end for the whole one. */
  private static int notWritten(Terminal terminal, int code) {
    new GoLog(terminal).error("standard output could not be written");
    terminal.err().flush();
    return code == ExitCode.DONE ? ExitCode.FAILED : code;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
