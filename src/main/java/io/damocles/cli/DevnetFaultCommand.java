package io.damocles.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.damocles.daemon.ExitCode;
import io.damocles.rpc.BlockingRpcClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code devnet fault NAME}: makes things go wrong on a running devnet. */
@Command(
    addMethodSubcommands = false,
    name = "fault",
    description = "Makes things go wrong on a running devnet.")
final class DevnetFaultCommand extends CommandGroup {
  @ParentCommand private @Nullable DevnetCommand parent;

  /** What the faults of answers have in common. */
  static final class Answers {
    @Mixin private final DevnetApi devnet = new DevnetApi();

    @Option(
        names = "--method",
        paramLabel = "NAME",
        description = "Which calls: a name with or without namespace; * at its end stands for any.")
    private @Nullable String method;

    @Option(
        names = "--probability",
        paramLabel = "P",
        description = "Of each such call, 0 to 1, default 1.")
    private @Nullable Double probability;

    @Option(names = "--times", paramLabel = "N", description = "So many times, default for ever.")
    private @Nullable Long times;
  }

  @Override
  Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new HashMap<>();
    for (String name : List.of("slow", "fail", "hang", "lose", "list", "clear")) {
      commands.put(name, () -> method(name));
    }
    commands.put("html-page", () -> method("htmlPage"));
    commands.put("stale-head", () -> method("staleHead"));
    commands.put("drop-messages", () -> method("dropMessages"));
    commands.put("null-rounds", () -> method("nullRounds"));
    commands.put("reorganise", () -> method("reorganise"));
    return commands;
  }

  @Command(name = "slow", description = "Answers come late.")
  int slow(
      @Mixin Answers answers,
      @Option(names = "--millis", paramLabel = "N", description = "How late, default 1000.")
          @Nullable Long millis) {
    return answers("SlowAnswers", answers, "Millis", millis == null ? null : millis.toString());
  }

  @Command(name = "fail", description = "Calls are not made but answered with an error.")
  int fail(
      @Mixin Answers answers,
      @Option(names = "--message", paramLabel = "TEXT", description = "What the error says.")
          @Nullable String message) {
    return answers("FailAnswers", answers, "Message", message == null ? null : quote(message));
  }

  @Command(name = "hang", description = "Calls are neither made nor answered.")
  int hang(@Mixin Answers answers) {
    return answers("HangAnswers", answers, "", null);
  }

  @Command(
      name = "lose",
      description =
          "Calls are made, but the connection ends instead of the answer; default method:"
              + " MpoolPushMessage.")
  int lose(@Mixin Answers answers) {
    return answers("LoseAnswers", answers, "", null);
  }

  @Command(name = "html-page", description = "A proxy's page with status 502 answers everything.")
  int htmlPage(@Mixin DevnetApi devnet) {
    return call(devnet, "HtmlPage", out -> out.writeBoolean(true));
  }

  @Command(name = "stale-head", description = "The head that is shown stands still.")
  int staleHead(@Mixin DevnetApi devnet) {
    return call(devnet, "StaleHead", out -> out.writeBoolean(true));
  }

  @Command(name = "drop-messages", description = "The next messages are taken and forgotten.")
  int dropMessages(
      @Mixin DevnetApi devnet,
      @Parameters(paramLabel = "N", description = "How many.") long count) {
    return call(devnet, "DropMessages", out -> out.writeNumber(count));
  }

  @Command(name = "null-rounds", description = "The next epochs have no tipset.")
  int nullRounds(
      @Mixin DevnetApi devnet,
      @Parameters(paramLabel = "N", description = "How many.") long count) {
    return call(devnet, "NullRounds", out -> out.writeNumber(count));
  }

  @Command(name = "reorganise", description = "The last tipsets are replaced by others.")
  int reorganise(
      @Mixin DevnetApi devnet,
      @Parameters(paramLabel = "N", description = "How many.") long depth) {
    return call(devnet, "Reorganise", out -> out.writeNumber(depth));
  }

  @Command(name = "list", description = "Prints what is switched on.")
  int list(@Mixin DevnetApi devnet) {
    return call(devnet, "Faults", out -> {});
  }

  @Command(name = "clear", description = "Switches everything off.")
  int clear(@Mixin DevnetApi devnet) {
    return call(devnet, "ClearFaults", out -> {});
  }

  private int answers(String call, Answers answers, String member, @Nullable String json) {
    return call(
        answers.devnet,
        call,
        out -> {
          out.writeStartObject();
          if (answers.method != null) {
            out.writeStringField("Method", answers.method);
          }
          if (answers.probability != null) {
            out.writeNumberField("Probability", answers.probability);
          }
          if (answers.times != null) {
            out.writeNumberField("Times", answers.times);
          }
          if (json != null) {
            out.writeFieldName(member);
            out.writeRawValue(json);
          }
          out.writeEndObject();
        });
  }

  private int call(DevnetApi devnet, String method, BlockingRpcClient.ParamsWriter params) {
    String result = devnet.call(method, params);
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    parent.terminal().out().println(result.equals("null") ? "done" : result);
    return ExitCode.DONE;
  }

  private static String quote(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
