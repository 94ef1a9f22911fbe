package io.damocles.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.message.PoStPartition;
import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.devnet.api.ActiveSectors;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import io.damocles.sector.SectorPaths;
import io.damocles.testing.ProofFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Does by hand what a poster and a worker do: finds what is due, proves it, sends the message. */
final class DevnetMinerAtWork {
  private static final String MINER = "f01000";
  private static final long MINER_ID = 1000;

  private final DevnetClient devnet;
  private final Path home;
  private final NativeProofs proofs;

  DevnetMinerAtWork(DevnetClient devnet, Path home, NativeProofs proofs) {
    this.devnet = devnet;
    this.home = home;
    this.proofs = proofs;
  }

  /** A deadline that has something to prove, and is open. */
  JsonNode advanceToWork() {
    while (true) {
      JsonNode deadline = devnet.call("StateMinerProvingDeadline", MINER, List.of());
      boolean open = deadline.get("CurrentEpoch").longValue() >= deadline.get("Open").longValue();
      if (open && !partitions(deadline).isNull() && !partitions(deadline).isEmpty()) {
        return deadline;
      }
      devnet.advance(1);
    }
  }

  JsonNode partitions(JsonNode deadline) {
    return devnet.call("StateMinerPartitions", MINER, deadline.get("Index"), List.of());
  }

  /** A real proof of the deadline's first partition. */
  byte[] prove(JsonNode deadline) throws Exception {
    List<Replica> replicas = new ArrayList<>();
    JsonNode sectors =
        devnet.call(
            "StateMinerSectors",
            MINER,
            partitions(deadline).get(0).get("ActiveSectors"),
            List.of());
    for (JsonNode sector : sectors) {
      long number = sector.get("SectorNumber").longValue();
      Path store = store(number);
      SectorPaths paths = SectorPaths.of(store, store, MINER_ID, number, false);
      byte[] commR = Cid.parse(sector.at("/SealedCID/~1").textValue()).digest();
      replicas.add(new Replica(number, commR, paths.cacheDir(), paths.sealedFile()));
    }
    byte[] seed = randomness("StateGetRandomnessFromBeacon", 4, deadline, List.of());
    seed[31] &= 0x3f;
    try (var job = proofs.newJob()) {
      return proofs
          .windowPost(new WindowPostTask(MINER_ID, ProofFixture.WINDOW, replicas, seed), job)
          .proof()
          .orElseThrow();
    }
  }

  private Path store(long sector) {
    Path stores = home.resolve("stores");
    Path first = stores.resolve("store1");
    return Files.exists(first.resolve("sealed/s-t01000-" + sector))
        ? first
        : stores.resolve("store2");
  }

  private byte[] randomness(String method, int tag, JsonNode deadline, Object key) {
    String entropy =
        tag == 9 ? "" : Base64.getEncoder().encodeToString(ActiveSectors.entropy(MINER_ID));
    return Base64.getDecoder()
        .decode(devnet.call(method, tag, deadline.get("Challenge"), entropy, key).textValue());
  }

  /** The message with a proof of the deadline's first partition; sealed and priced by the node. */
  Map<String, Object> message(JsonNode deadline, byte[] proof) {
    Object head = devnet.call("ChainHead").get("Cids");
    SubmitWindowedPoStParams params =
        new SubmitWindowedPoStParams(
            deadline.get("Index").longValue(),
            List.of(new PoStPartition(0, BitField.EMPTY)),
            List.of(new PoStProof(ProofFixture.WINDOW.number(), proof)),
            deadline.get("Challenge").longValue(),
            randomness("StateGetRandomnessFromTickets", 9, deadline, head));
    Map<String, Object> message = new HashMap<>();
    message.put("Version", 0);
    message.put("To", MINER);
    message.put("From", worker());
    message.put("Nonce", 0);
    message.put("Value", "0");
    message.put("GasLimit", 0);
    message.put("GasFeeCap", "0");
    message.put("GasPremium", "0");
    message.put("Method", SubmitWindowedPoStParams.METHOD);
    message.put("Params", Base64.getEncoder().encodeToString(params.encode()));
    return message;
  }

  private String worker() {
    JsonNode id = devnet.call("StateMinerInfo", MINER, List.of()).get("Worker");
    return devnet.call("StateAccountKey", id, List.of()).textValue();
  }

  /** Sends it and answers the receipt's exit code. */
  int send(Map<String, Object> message) {
    JsonNode cid = devnet.call("MpoolPushMessage", message, Map.of()).get("CID");
    devnet.advance(2);
    return devnet
        .call("StateSearchMsg", List.of(), cid, -1, true)
        .at("/Receipt/ExitCode")
        .intValue();
  }
}
