package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.chain.Cid;
import io.damocles.config.ListenAddress;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.Replica;
import io.damocles.sector.SectorPaths;
import io.damocles.testing.ProofFixture;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real winning proof, asked for and verified. */
class GatewayIT {
  @TempDir Path home;

  @Test
  void verifiesARealWinningProof() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (ProofFixture proofs = ProofFixture.ready();
        DevnetProcess process =
            DevnetProcess.start(home, "--epoch", "0", "--sectors", "4", "--winning", "1h")) {
      proofs.proofs().generateParameters(ProofFixture.WINNING);
      DevnetClient devnet = process.client();
      devnet.advance(3);
      ListenAddress address =
          ListenAddress.parse(Files.readString(home.resolve("address")).strip());
      Frames listener = new Frames(vertx, address, "/rpc/v2");
      listener.call(1, "Gateway.ListenProofEvent", "[{\"MinerAddress\":\"f01000\"}]");
      listener.next();
      listener.next();

      devnet.call("Devnet.AskWinningProofs");
      JsonNode question = listener.next().at("/params/1");
      String payload = prove(proofs.proofs(), question);
      devnet.exchange(
          "/rpc/v2",
          "Gateway.ResponseProofEvent",
          Map.of("Id", question.get("Id").textValue(), "Payload", payload, "Error", ""));

      assertThat(devnet.call("Devnet.Status").at("/WinningProofs/Valid").intValue()).isEqualTo(1);
      assertThat(process.log()).contains("valid=true");
    } finally {
      RunningDevnet.wait(vertx.close());
    }
  }

  private String prove(NativeProofs proofs, JsonNode question) throws Exception {
    JsonNode order = DevnetClient.JSON.readTree(question.get("Payload").binaryValue());
    JsonNode sector = order.at("/SectorInfos/0");
    long number = sector.get("SectorNumber").longValue();
    Path stores = home.resolve("stores");
    Path store =
        Files.exists(stores.resolve("store1/sealed/s-t01000-" + number))
            ? stores.resolve("store1")
            : stores.resolve("store2");
    SectorPaths paths = SectorPaths.of(store, store, 1000, number, false);
    byte[] commR = Cid.parse(sector.at("/SealedCID/~1").textValue()).digest();
    Replica replica = new Replica(number, commR, paths.cacheDir(), paths.sealedFile());
    byte[] seed = order.get("Rand").binaryValue();
    seed[31] &= 0x3f;
    byte[] proof;
    try (var job = proofs.newJob()) {
      var vanilla = proofs.vanillaProofs(ProofFixture.WINNING, seed, 1000, List.of(replica), job);
      proof = proofs.winningPost(ProofFixture.WINNING, seed, 1000, vanilla.proofs().get(0), job);
    }
    String json =
        "[{\"PoStProof\":0,\"ProofBytes\":\"%s\"}]"
            .formatted(Base64.getEncoder().encodeToString(proof));
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
