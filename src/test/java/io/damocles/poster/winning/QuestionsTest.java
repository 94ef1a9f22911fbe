package io.damocles.poster.winning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.prover.ProofType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private final JsonObject question = FakeGateway.question(7, 12);
  private final JsonObject sector = question.getJsonArray("SectorInfos").getJsonObject(0);

  @Test
  void readsTheSizeOfEverySealProofAndWhetherTheSectorWasUpgraded() {
    sector.put("SealProof", 18).put("SectorKey", sector.getJsonObject("SealedCID"));

    WinningTask task = task();

    assertThat(task.type()).isEqualTo(ProofType.WINNING_32GIB);
    assertThat(task.upgrade()).isTrue();
    assertThat(task.sector()).isEqualTo(12);
    assertThat(task.height()).isEqualTo(7);
    assertThat(task.commR()).hasSize(32);
  }

  @Test
  void refusesWhatIsNoQuestionOfOneSector() {
    refuses(new JsonObject(), "payload: Height: is missing");
    refuses(
        question.copy().putNull("SectorInfos"),
        "SectorInfos: a winning proof is of 1 sector, got 0");
    refuses(question.copy().put("SectorInfos", new JsonArray().add(sector).add(sector)), "got 2");
    refuses(
        question.copy().put("SectorInfos", new JsonArray().add(sector.copy().put("SealProof", 20))),
        "SealProof of sector 12: expected 0 to 19, got 20");
    refuses(
        question.copy().put("SectorInfos", new JsonArray().add(sector.copy().putNull("SealedCID"))),
        "SealedCID");
    refuses(question.copy().put("Height", "seven"), "payload: Height");
    assertThatThrownBy(() -> Questions.task(1000, new byte[] {'{'}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("payload: ");
    assertThatThrownBy(() -> Questions.task(1000, "null".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Questions.task(1000, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private WinningTask task() {
    return Questions.task(1000, question.toBuffer().getBytes());
  }

  private static void refuses(JsonObject question, String why) {
    assertThatThrownBy(() -> Questions.task(1000, question.toBuffer().getBytes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
