package io.damocles.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;

/** What a command printed and how it ended. */
record CommandRun(int code, String out, String err) {

  /** The command lines of a fixed time and place. */
  static final class Shell {
    private Instant now = Instant.parse("2026-11-24T12:47:55.581Z");
    private ZoneId zone = ZoneOffset.UTC;
    private Map<String, String> environment = Map.of();

    Shell at(String time) {
      now = Instant.parse(time);
      return this;
    }

    Shell in(String zoneId) {
      zone = ZoneId.of(zoneId);
      return this;
    }

    Shell with(Map<String, String> variables) {
      environment = variables;
      return this;
    }

    CommandRun manager(String... args) {
      return run(ManagerCommand::new, args);
    }

    CommandRun worker(String... args) {
      return run(WorkerCommand::new, args);
    }

    private CommandRun run(Function<Terminal, RootCommand> program, String... args) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var terminal =
          new Terminal(print(out), print(err), InstantSource.fixed(now), zone, environment);
      var code = CommandLines.run(program.apply(terminal), args);
      return new CommandRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
      return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
  }
}
