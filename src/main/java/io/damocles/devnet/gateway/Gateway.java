package io.damocles.devnet.gateway;

import io.damocles.chain.ChainJson;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.devnet.api.Written;
import io.damocles.prover.ProofSeed;
import io.damocles.rpc.RpcChannel;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners by miner, and the proofs that were asked for. May be used from any thread. */
public final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  private static final int MOST_OPEN = 256;
  private static final int NETWORK_VERSION = 27;

  private final WinningVerifier verifier;
  private final Map<Long, List<RpcChannel>> listeners = new HashMap<>();
  private final Map<String, Question> open = new LinkedHashMap<>();
  private final WinningCount count = new WinningCount();

  public Gateway(WinningVerifier verifier) {
    this.verifier = verifier;
  }

  private record Question(long miner, byte[] seed, long sector, byte[] commR, long askedNanos) {}

  /** How the questions went so far. */
  public WinningCount count() {
    return count;
  }

  /** The miners that have a listener. */
  public synchronized List<Long> listening() {
    return listeners.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized void listen(long miner, RpcChannel channel) {
    listeners.computeIfAbsent(miner, none -> new ArrayList<>()).add(channel);
    channel.onClose(() -> left(miner, channel));
    String id = UUID.randomUUID().toString();
    send(channel, id, "InitConnect", new ProofEvent.Connected(id));
    log.info("gateway listener miner=f0{}", Long.toUnsignedString(miner));
  }

  private synchronized void left(long miner, RpcChannel channel) {
    listeners.getOrDefault(miner, List.of()).remove(channel);
    log.info("gateway listener left miner=f0{}", Long.toUnsignedString(miner));
  }

  /**
   * Asks each listener of the miner for a winning proof over one drawn sector.
   *
   * @param randomness 32 bytes
   * @param active the miner's sectors that can win, ascending
   * @return how many listeners were asked
   */
  public synchronized int ask(
      long miner, long height, byte[] randomness, List<SectorOnChainInfo> active) {
    List<RpcChannel> channels = listeners.getOrDefault(miner, List.of());
    if (channels.isEmpty() || active.isEmpty()) {
      return 0;
    }
    byte[] seed = ProofSeed.of(randomness);
    SectorOnChainInfo drawn = active.get(verifier.draw(seed, miner, active.size()));
    ProofEvent.Sector sector =
        new ProofEvent.Sector(
            drawn.sealProof(), drawn.sectorNumber(), drawn.sectorKey(), drawn.sealedCid());
    ProofEvent.Compute payload =
        new ProofEvent.Compute(List.of(sector), randomness, height, NETWORK_VERSION);
    for (RpcChannel channel : channels) {
      String id = UUID.randomUUID().toString();
      open.put(
          id,
          new Question(
              miner, seed, drawn.sectorNumber(), drawn.sealedCid().digest(), System.nanoTime()));
      count.asked();
      send(channel, id, "ComputeProof", payload);
    }
    while (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
    return channels.size();
  }

  /**
   * Looks at an answer; blocks while it verifies.
   *
   * @throws IllegalArgumentException if nobody asked, or the answer is none
   */
  void answered(ProofEvent.Response response) {
    Question question = take(response.id());
    if (question == null) {
      throw new IllegalArgumentException("request id " + response.id() + " not exist");
    }
    long millis = (System.nanoTime() - question.askedNanos()) / 1_000_000;
    String error = response.error();
    if (error != null && !error.isEmpty()) {
      count.failed();
      log.warn("winning proof miner=f0{} failed: {}", question.miner(), error);
      return;
    }
    boolean valid = verify(question, response);
    count.verified(valid);
    log.info(
        "winning proof miner=f0{} sector={} valid={} millis={}",
        Long.toUnsignedString(question.miner()),
        Long.toUnsignedString(question.sector()),
        valid,
        millis);
  }

  private synchronized @Nullable Question take(String id) {
    return open.remove(id);
  }

  private boolean verify(Question question, ProofEvent.Response response) {
    byte[] payload = response.payload();
    if (payload == null) {
      return false;
    }
    try {
      List<ProofEvent.Proof> proofs =
          Arrays.asList(ChainJson.mapper().readValue(payload, ProofEvent.Proof[].class));
      return proofs.size() == 1
          && verifier.verify(
              question.seed(),
              question.miner(),
              proofs.get(0).bytes(),
              Map.of(question.sector(), question.commR()));
    } catch (IOException e) {
      throw new IllegalArgumentException("payload: " + e.getMessage(), e);
    }
  }

  private static void send(RpcChannel channel, String id, String method, Object payload) {
    channel.send(
        Buffer.buffer(Written.json(new ProofEvent.Request(id, method, Written.json(payload)))));
  }
}
