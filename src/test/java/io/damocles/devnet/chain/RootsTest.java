package io.damocles.devnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.chain.BlockHeader;
import io.damocles.chain.ChainJson;
import io.damocles.chain.Cid;
import io.damocles.chain.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootsTest {
  private static final String RECORDINGS = "/vectors/lotus/rpc.jsonl";

  @Test
  void namesEmptyListsAsARealBlockDoes() {
    assertThat(Roots.ofReceipts(List.of()))
        .hasToString("bafy2bzacedswlcz5ddgqnyo3sak3jmhmkxashisnlpq6ujgyhe4mlobzpnhs6");
    assertThat(Roots.ofMessages(List.of()))
        .hasToString("bafy2bzacecmda75ovposbdateg7eyhwij65zklgyijgcjwynlklmqazpwlhba");
  }

  @Test
  void givesRealHeadersTheirCids() throws IOException {
    int tipsets = 0;
    for (JsonNode result : recordedTipsets()) {
      for (int block = 0; block < result.path("Blocks").size(); block++) {
        BlockHeader header =
            ChainJson.mapper().treeToValue(result.path("Blocks").get(block), BlockHeader.class);
        Cid cid = Cid.parse(result.path("Cids").get(block).path("/").asText());

        assertThat(header.cid()).isEqualTo(cid);
        tipsets++;
      }
    }
    assertThat(tipsets).isGreaterThan(5);
  }

  private static List<JsonNode> recordedTipsets() throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                RootsTest.class.getResourceAsStream(RECORDINGS), StandardCharsets.UTF_8))) {
      return reader.lines().map(RootsTest::result).filter(node -> node.has("Blocks")).toList();
    }
  }

  private static JsonNode result(String line) {
    try {
      return ChainJson.mapper().readTree(line).path("response").path("result");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void growsALevelWithTheNinthMember() {
    Receipt receipt = new Receipt(0, null, 1);

    assertThat(Roots.ofReceipts(Collections.nCopies(8, receipt)))
        .isNotEqualTo(Roots.ofReceipts(Collections.nCopies(9, receipt)));
  }
}
