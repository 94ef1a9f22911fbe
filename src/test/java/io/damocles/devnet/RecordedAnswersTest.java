package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.LotusRecordings;
import io.damocles.testing.LotusRecordings.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks the devnet what a real node was asked, with its own names, and compares the answers member
 * by member and type by type; errors by code and text. lotus-node.md §1, §2.
 */
class RecordedAnswersTest {
  /** A state that the devnet does not have, or a token that is not recorded. */
  private static final Set<String> ELSEWHERE =
      Set.of("144-AuthVerify-read", "140-StateSearchMsg-mined-limit1");

  @TempDir static Path folder;
  private static RunningDevnet devnet;
  private static String tipset;
  private static String wallet;

  @BeforeAll
  static void start() throws IOException {
    devnet = RunningDevnet.start(folder, 8);
    devnet.advance(30);
    tipset = devnet.head().get("Cids").get(0).get("/").textValue();
    wallet = devnet.call("WalletList").get(0).textValue();
  }

  @AfterAll
  static void stop() {
    devnet.close();
  }

  /** Questions about the state at one moment; those about messages are in MessageLifeTest. */
  static Stream<Exchange> exchanges() {
    return LotusRecordings.exchanges().stream()
        .filter(exchange -> exchange.path().equals("/rpc/v1"))
        .filter(
            exchange ->
                number(exchange) < 100 || (number(exchange) >= 140 && number(exchange) < 195))
        .filter(exchange -> !ELSEWHERE.contains(exchange.name()));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void answersLikeTheRecordedNode(Exchange exchange) throws IOException {
    var answer = devnet.post("/rpc/v1", ours(exchange.body()));

    assertThat(answer.statusCode()).isEqualTo(exchange.status());
    if (exchange.response().isTextual()) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    JsonNode ours = DevnetClient.JSON.readTree(answer.body());
    if (exchange.response().has("error")) {
      assertThat(plain(ours.get("error").toString()))
          .isEqualTo(plain(exchange.response().get("error").toString()));
    } else {
      assertThat(Shape.differences(exchange.response(), ours)).as("%s", ours).isEmpty();
    }
  }

  /** The same question about things that the devnet has. */
  private static String ours(String body) {
    return body.replaceAll("f01001", RunningDevnet.MINER)
        .replaceAll("[ft]3[a-z2-7]{84}", wallet)
        .replaceAll("\"f010[1-4]\"", "\"f0101\"")
        .replaceAll("bafy2bza(?!cedbbz76nflx)[a-z2-7]+", tipset)
        .replaceAll("QwDpBw==", "QwDoBw==");
  }

  private static String plain(String error) {
    return error
        .replaceAll("bafy[a-z2-7]+", "CID")
        .replaceAll("head: [0-9]+", "head: N")
        .replaceAll("f01001|f0103", RunningDevnet.MINER);
  }

  private static int number(Exchange exchange) {
    return Integer.parseInt(exchange.name().substring(0, 3));
  }
}
