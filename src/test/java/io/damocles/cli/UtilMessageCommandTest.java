package io.damocles.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.chain.ChainJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UtilMessageCommandTest {
  private static final String PARAMS = "gYGDAgBGQL5B0VKh";
  private static final String HEX = "818183020046" + "40be41d152a1";

  private final CommandRun.Shell shell = new CommandRun.Shell();
  @TempDir Path folder = Path.of("");

  @Test
  void printsParametersAsOneLineOfJson() {
    var run = message("decode", "--method", "10", PARAMS);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("{\"Faults\":[{\"Deadline\":2,\"Partition\":0,\"Sectors\":[");
    assertThat(run.out().strip()).doesNotContain("\n");
    assertThat(message("decode", "--method", "10", HEX).out()).isEqualTo(run.out());
    assertThat(message("decode", "--method", "11", HEX).out()).startsWith("{\"Recoveries\":");
  }

  @Test
  void failsIfItsOutputCannotBeWritten() throws IOException {
    var err = new ByteArrayOutputStream();
    try (var full = new PrintStream(new FileOutputStream("/dev/full"), false, UTF_8)) {
      var terminal =
          new Terminal(
              full,
              new PrintStream(err, false, UTF_8),
              InstantSource.system(),
              ZoneOffset.UTC,
              Map.of());

      int code =
          CommandLines.run(
              new ManagerCommand(terminal), "util", "message", "decode", "--method", "10", PARAMS);

      assertThat(code).isEqualTo(1);
      assertThat(err.toString(UTF_8)).contains("standard output could not be written");
    }
  }

  @Test
  void namesTheMemberThatIsNull() throws IOException {
    Path file = folder.resolve("null.json");
    Files.writeString(file, "{\"Faults\":[{\"Deadline\":1,\"Partition\":0,\"Sectors\":null}]}");

    var run = message("encode", "--method", "10", file.toString());

    assertThat(run.err()).contains("null.json: Faults[0].Sectors: must not be null");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void printsTheJsonOfAFileInHexadecimal() throws IOException {
    Path file = folder.resolve("faults.json");
    Files.writeString(file, message("decode", "--method", "10", PARAMS).out());

    var run = message("encode", "--method", "10", file.toString());

    assertThat(run.out()).isEqualTo(HEX + "\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void turnsEveryRecordedMessageToJsonAndBack() throws IOException {
    try (InputStream vectors = getClass().getResourceAsStream("/vectors/post-messages.json")) {
      for (JsonNode vector : ChainJson.mapper().readTree(vectors)) {
        String method = vector.get("method").asText();
        String params = vector.get("params").asText();

        String json = typed(params + "\n", "decode", "--method", method, "-").out();
        String hex = typed(json, "encode", "--method", method, "-").out().strip();

        assertThat(HexFormat.of().parseHex(hex))
            .as(vector.get("id").asText())
            .isEqualTo(Base64.getDecoder().decode(params));
      }
    }
  }

  @Test
  void readsALineAtATimeUntilOneIsWrong() {
    var run =
        typed(PARAMS + "\n\n" + HEX + "\nff\n" + PARAMS + "\n", "decode", "--method", "10", "-");

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).contains("line 4: CBOR at byte 1: expected an array, got a simple value");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void namesWhatIsWrong() {
    assertThat(message("decode", "--method", "6", PARAMS).err())
        .contains("--method: expected one of 5, 10, 11, got 6");
    assertThat(message("decode", "--method", "6", PARAMS).code()).isEqualTo(2);
    assertThat(message("decode", "--method", "10", "*").err())
        .contains("value: neither hexadecimal nor base64");
    assertThat(message("encode", "--method", "10", folder.resolve("none").toString()).err())
        .contains("none: no such file");
  }

  private CommandRun message(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "util";
    all[1] = "message";
    System.arraycopy(args, 0, all, 2, args.length);
    return shell.manager(all);
  }

  private CommandRun typed(String input, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return message(args);
    } finally {
      System.setIn(before);
    }
  }
}
