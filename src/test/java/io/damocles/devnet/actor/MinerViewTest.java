package io.damocles.devnet.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.chain.BitField;
import io.damocles.chain.ChainJson;
import org.junit.jupiter.api.Test;

class MinerViewTest {
  private final ObjectMapper json = ChainJson.mapper();
  private final MinerRun run = MinerRun.verifying().twoPartitions().opened(5);

  @Test
  void saysWhoTheMinerIsAsANode() throws JsonProcessingException {
    JsonNode info = json.valueToTree(new MinerView(run.state).info());

    assertThat(info.get("Owner").asText()).isEqualTo("f0100");
    assertThat(info.get("Worker").asText()).isEqualTo("f0101");
    assertThat(info.get("NewWorker").asText()).isEqualTo("<empty>");
    assertThat(info.get("ControlAddresses").toString()).isEqualTo("[\"f0102\"]");
    assertThat(info.get("WindowPoStProofType").asInt()).isEqualTo(10);
    assertThat(info.get("SectorSize").asLong()).isEqualTo(2048);
    assertThat(info.get("WindowPoStPartitionSectors").asLong()).isEqualTo(2);
  }

  @Test
  void showsPartitionsByTheirSectorsStates() throws JsonProcessingException {
    run.post().of(0, 2).send();

    assertThat(json.writeValueAsString(new MinerView(run.state).partitions(5).get(0)))
        .isEqualTo(
            "{\"AllSectors\":[1,2],\"FaultySectors\":[2,1],\"RecoveringSectors\":[0],"
                + "\"LiveSectors\":[1,2],\"ActiveSectors\":[1,1]}");
    assertThat(new MinerView(run.state).deadlines().get(5).postSubmissions())
        .isEqualTo(BitField.of(0));
    assertThat(new MinerView(run.state).partitions(6)).isEmpty();
    assertThatThrownBy(() -> new MinerView(run.state).partitions(48))
        .hasMessage("failed to load the deadline: invalid deadline 48");
  }

  @Test
  void filtersSectors() {
    MinerView view = new MinerView(run.state);

    assertThat(view.sectors(null)).isEqualTo(MinerRun.sectors(1, 4));
    assertThat(view.sectors(BitField.of(3, 2))).isEqualTo(MinerRun.sectors(2, 3));
    assertThat(view.sectors(BitField.EMPTY)).isEmpty();
    assertThatThrownBy(() -> view.sectors(BitField.range(1, -1)))
        .hasMessage("failed to load sectors: can't find sector 5");
    assertThat(view.sector(5)).isEmpty();
    assertThat(view.sector(4)).contains(MinerRun.sector(4));
  }

  @Test
  void survivesBeingWrittenAndRead() throws JsonProcessingException {
    run.declareFaults();
    run.post().of(0, 2).send();
    run.close();
    run.declareRecovered(MinerRun.entry(0, 2));
    run.opened(3).post().of(0).send();

    String text = json.writeValueAsString(run.state);
    MinerState read = json.readValue(text, MinerState.class);

    assertThat(json.writeValueAsString(read)).isEqualTo(text);
    assertThat(read.power()).isEqualTo(run.state.power());
    assertThat(MinerActor.endOfEpoch(read, run).closes()).isEmpty();
  }
}
