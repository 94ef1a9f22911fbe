package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be switched to go wrong. */
class DevnetFaultsTest {
  private static final String NAME = "{\"id\":1,\"method\":\"Filecoin.StateNetworkName\"}";

  @TempDir Path folder;
  private RunningDevnet devnet;

  @BeforeEach
  void start() throws IOException {
    devnet = RunningDevnet.start(folder);
    devnet.advance(10);
  }

  @AfterEach
  void stop() {
    devnet.close();
  }

  @Test
  void failsSoManyAnswersOfAMethod() {
    devnet.call("Devnet.FailAnswers", Map.of("Method", "StateMiner*", "Times", 1, "Message", "no"));

    assertThat(devnet.call("StateNetworkName").textValue()).isEqualTo("testing");
    assertThat(deadline().at("/error/message").textValue()).isEqualTo("no");
    assertThat(deadline().has("result")).isTrue();
  }

  @Test
  void answersLate() {
    devnet.call("Devnet.SlowAnswers", Map.of("Method", "StateNetworkName", "Millis", 300));
    long begin = System.nanoTime();

    devnet.call("StateNetworkName");

    assertThat(System.nanoTime() - begin).isGreaterThan(290_000_000L);
  }

  @Test
  void hangs() {
    devnet.call("Devnet.HangAnswers", Map.of("Method", "StateNetworkName"));

    assertThatThrownBy(() -> devnet.impatient().post("/rpc/v1", NAME))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void takesNoOtherWordForYesOrNo() {
    assertThat(devnet.exchange("/rpc/devnet", "Devnet.HtmlPage", "yes").at("/error/message"))
        .asString()
        .contains("neither true nor false");
  }

  @Test
  void answersWhileItMakesManyEpochs() {
    CompletableFuture<?> far =
        CompletableFuture.runAsync(() -> devnet.call("Devnet.Advance", 1_000_000));

    await().until(() -> devnet.call("Devnet.Status").get("Height").longValue() > 10);

    assertThat(far).isNotDone();
  }

  @Test
  void canBeToldToStopWhateverIsOn() {
    devnet.call("Devnet.HangAnswers", Map.of());

    devnet.call("Devnet.ClearFaults");

    assertThat(devnet.call("StateNetworkName").textValue()).isEqualTo("testing");
  }

  @Test
  void losesTheAnswerToAPushThatItTook() throws Exception {
    devnet.call("Devnet.LoseAnswers", Map.of());
    Map<String, Object> message = transfer();

    assertThatThrownBy(() -> devnet.call("MpoolPushMessage", message, Map.of()))
        .hasRootCauseInstanceOf(IOException.class);

    assertThat(devnet.call("MpoolPending", List.of())).hasSize(1);
  }

  @Test
  void dropsMessagesThatItSeemedToTake() {
    devnet.call("Devnet.DropMessages", 1);
    Map<String, Object> message = transfer();

    assertThat(devnet.call("MpoolPushMessage", message, Map.of()).has("CID")).isTrue();

    assertThat(devnet.call("MpoolPending", List.of())).isEmpty();
  }

  @Test
  void showsAProxysPage() throws Exception {
    devnet.call("Devnet.HtmlPage", true);

    var answer = devnet.post("/rpc/v1", NAME);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).startsWith("<html>");
    devnet.exchange("/rpc/devnet", "Devnet.ClearFaults");
    assertThat(devnet.call("StateNetworkName").textValue()).isEqualTo("testing");
  }

  @Test
  void showsAHeadThatStandsStillAndThenTheNewOne() throws Exception {
    Frames notify = new Frames(devnet.vertx, devnet.address(), "/rpc/v1");
    notify.call(1, "Filecoin.ChainNotify", "[]");
    notify.next();
    notify.next();
    devnet.call("Devnet.StaleHead", true);

    devnet.advance(3);

    assertThat(devnet.head().get("Height").intValue()).isEqualTo(10);
    assertThat(notify.isSilent()).isTrue();
    devnet.call("Devnet.ClearFaults");
    assertThat(devnet.head().get("Height").intValue()).isEqualTo(13);
    assertThat(changes(notify.next())).containsExactly("apply 11", "apply 12", "apply 13");
  }

  @Test
  void leavesRoundsWithoutATipset() {
    devnet.call("Devnet.NullRounds", 2);

    devnet.advance(3);

    assertThat(devnet.head().get("Height").intValue()).isEqualTo(13);
    assertThat(devnet.call("ChainGetTipSetByHeight", 12, List.of()).get("Height").intValue())
        .isEqualTo(10);
  }

  @Test
  void reorganisesInOneFrameOfRevertsAndOneOfApplies() throws Exception {
    Frames notify = new Frames(devnet.vertx, devnet.address(), "/rpc/v1");
    notify.call(1, "Filecoin.ChainNotify", "[]");
    assertThat(notify.next().get("result").intValue()).isEqualTo(1);
    assertThat(changes(notify.next())).containsExactly("current 10");

    devnet.call("Devnet.Reorganise", 3);

    assertThat(changes(notify.next())).containsExactly("revert 10", "revert 9", "revert 8");
    assertThat(changes(notify.next()))
        .containsExactly("apply 8", "apply 9", "apply 10", "apply 11");
  }

  @Test
  void listsWhatIsOn() {
    devnet.call("Devnet.HangAnswers", Map.of("Method", "ChainHead", "Probability", 0.5));
    devnet.call("Devnet.NullRounds", 4);

    assertThat(devnet.call("Devnet.Faults"))
        .hasToString("[\"hang method=ChainHead probability=0.5\",\"null-rounds count=4\"]");
  }

  @Test
  void refusesAProbabilityThatIsNone() {
    assertThatThrownBy(() -> devnet.call("Devnet.FailAnswers", Map.of("Probability", 2)))
        .hasMessageContaining("probability is 2.0, expected 0 to 1");
  }

  private Map<String, Object> transfer() {
    Map<String, Object> message = new HashMap<>();
    message.put("From", devnet.call("WalletList").get(0).textValue());
    message.put("To", devnet.call("WalletList").get(1).textValue());
    message.put("Value", "1");
    message.put("GasFeeCap", "0");
    message.put("GasPremium", "0");
    for (String zero : List.of("Version", "Nonce", "GasLimit", "Method")) {
      message.put(zero, 0);
    }
    return message;
  }

  private JsonNode deadline() {
    return devnet.exchange("/rpc/v1", "StateMinerProvingDeadline", RunningDevnet.MINER, List.of());
  }

  private static List<String> changes(JsonNode frame) {
    return StreamSupport.stream(frame.at("/params/1").spliterator(), false)
        .map(change -> change.get("Type").textValue() + " " + change.at("/Val/Height"))
        .toList();
  }
}
