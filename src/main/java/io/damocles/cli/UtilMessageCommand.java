package io.damocles.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.ChainJson;
import io.damocles.chain.CodecException;
import io.damocles.chain.message.MethodParams;
import io.damocles.chain.message.PostMethod;
import io.damocles.daemon.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code util message}: messages, and their parameters to JSON and back. */
@Command(
    addMethodSubcommands = false,
    name = "message",
    description = "Messages: where they stand, and their parameters.")
final class UtilMessageCommand extends CommandGroup {
  @ParentCommand private @Nullable UtilCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "decode",
        () -> method("decode"),
        "encode",
        () -> method("encode"),
        "search",
        () -> method("search"),
        "wait",
        () -> method("await"));
  }

  @Command(name = "search", description = "Shows where a message stands.")
  int search(@Parameters(paramLabel = "UID", description = UID) String uid) {
    util().terminal().out().print(status().search(uid));
    return ExitCode.DONE;
  }

  @Command(
      name = "wait",
      description = "Waits until a message is five epochs deep in the chain, or was given up.")
  int await(@Parameters(paramLabel = "UID", description = UID) String uid) {
    util().terminal().out().print(status().await(uid));
    return ExitCode.DONE;
  }

  private MessageStatus status() {
    return new MessageStatus(util().wayToChain(), util().chain());
  }

  @Command(
      name = "decode",
      description = {
        "Prints parameters as one line of JSON.",
        "Text of hexadecimal digits only is read as hexadecimal, any other as base64;",
        "with -, each line of standard input is a value, and the first bad one ends the command."
      })
  int decode(
      @Option(names = "--method", required = true, paramLabel = "NUMBER", description = METHODS)
          long number,
      @Parameters(paramLabel = "HEX|BASE64", description = "The parameters, or -.") String value) {
    PostMethod method = method(number);
    UnaryOperator<String> conversion = text -> json(method.decode(ParamsText.bytes(text)));
    if (value.equals("-")) {
      eachLine(conversion);
    } else {
      println(converted("value", value.strip(), conversion));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "encode",
      description = {
        "Prints the parameters in a JSON file in hexadecimal, as decode prints them.",
        "With -, each line of standard input is a value, and the first bad one ends the command."
      })
  int encode(
      @Option(names = "--method", required = true, paramLabel = "NUMBER", description = METHODS)
          long number,
      @Parameters(paramLabel = "JSONFILE", description = "The file, or -.") String file) {
    PostMethod method = method(number);
    UnaryOperator<String> conversion =
        text -> HexFormat.of().formatHex(method.ofJson(text).encode());
    if (file.equals("-")) {
      eachLine(conversion);
    } else {
      println(converted(file, InputFile.text(file), conversion));
    }
    return ExitCode.DONE;
  }

  private static final String UID = "As the messager knows it; without one, the message's CID.";

  private static final String METHODS =
      "5 SubmitWindowedPoSt, 10 DeclareFaults, 11 DeclareFaultsRecovered.";

  private static PostMethod method(long number) {
    return PostMethod.of(number)
        .orElseThrow(
            () ->
                new UsageFailure(
                    "--method: expected one of "
                        + Arrays.stream(PostMethod.values())
                            .map(known -> Long.toString(known.number()))
                            .collect(Collectors.joining(", "))
                        + ", got "
                        + number));
  }

  private void eachLine(UnaryOperator<String> conversion) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int number = 0;
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          println(converted("line " + number, line.strip(), conversion));
        }
      }
    } catch (IOException e) {
      throw new CommandFailure("standard input: " + e.getMessage(), e);
    }
  }

  private static String converted(String place, String text, UnaryOperator<String> conversion) {
    try {
      return conversion.apply(text);
    } catch (CodecException e) {
      throw new CommandFailure(place + ": " + e.getMessage(), e);
    }
  }

  private static String json(MethodParams params) {
    try {
      return ChainJson.mapper().writeValueAsString(params);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void println(String line) {
    util().terminal().out().println(line);
  }

  private UtilCommand util() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent;
  }
}
