package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as damocles' manager sees it (damocles-manager.md §4.5). */
class GatewayTest {
  private static final byte[] GOOD = {1, 2, 3};
  private static final byte[] BAD = {0, 2, 3};

  @TempDir Path folder;
  private RunningDevnet devnet;
  private Frames listener;

  @BeforeEach
  void start() throws Exception {
    devnet = RunningDevnet.start(folder);
    devnet.advance(3);
    listener = new Frames(devnet.vertx, devnet.address(), "/rpc/v2");
    listener.call(1, "Gateway.ListenProofEvent", "[{\"MinerAddress\":\"f01000\"}]");
    assertThat(listener.next().get("result").intValue()).isEqualTo(1);
    assertThat(listener.next().at("/params/1/Method").textValue()).isEqualTo("InitConnect");
  }

  @AfterEach
  void stop() {
    devnet.close();
  }

  @Test
  void asksForAWinningProofAndCountsAGoodOne() throws Exception {
    JsonNode question = ask();

    answer(question.get("Id").textValue(), GOOD, "");

    JsonNode payload = payload(question);
    assertThat(payload.get("SectorInfos")).hasSize(1);
    assertThat(payload.at("/SectorInfos/0/SectorNumber").longValue()).isEqualTo(1);
    assertThat(payload.get("Rand").binaryValue()).hasSize(32);
    assertThat(payload.get("Height").longValue()).isEqualTo(3);
    assertThat(counts()).hasToString("{\"Asked\":1,\"Valid\":1,\"Wrong\":0,\"Failed\":0}");
  }

  @Test
  void countsWrongProofsAndFailures() throws Exception {
    answer(ask().get("Id").textValue(), BAD, "");
    answer(ask().get("Id").textValue(), GOOD, "no sector");

    assertThat(counts()).hasToString("{\"Asked\":2,\"Valid\":0,\"Wrong\":1,\"Failed\":1}");
  }

  @Test
  void refusesAnAnswerThatNobodyAskedFor() {
    JsonNode answer = respond("nobody", GOOD, "");

    assertThat(answer.at("/error/message").textValue()).contains("nobody not exist");
  }

  private JsonNode ask() throws Exception {
    assertThat(devnet.call("Devnet.AskWinningProofs").intValue()).isEqualTo(1);
    JsonNode question = listener.next().at("/params/1");
    assertThat(question.get("Method").textValue()).isEqualTo("ComputeProof");
    return question;
  }

  private void answer(String id, byte[] proof, String error) {
    assertThat(respond(id, proof, error).has("error")).isFalse();
  }

  private JsonNode respond(String id, byte[] proof, String error) {
    String proofs =
        "[{\"PoStProof\":0,\"ProofBytes\":\"%s\"}]"
            .formatted(Base64.getEncoder().encodeToString(proof));
    String payload = Base64.getEncoder().encodeToString(proofs.getBytes(StandardCharsets.UTF_8));
    return devnet.exchange(
        "/rpc/v2",
        "Gateway.ResponseProofEvent",
        Map.of("Id", id, "Payload", payload, "Error", error));
  }

  private JsonNode counts() {
    return devnet.call("Devnet.Status").get("WinningProofs");
  }

  private static JsonNode payload(JsonNode question) throws IOException {
    return DevnetClient.JSON.readTree(question.get("Payload").binaryValue());
  }
}
