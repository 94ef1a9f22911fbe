package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.devnet.chain.DevnetChain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code StateGetNetworkParams()}: every upgrade was before the chain began. */
final class StateGetNetworkParams extends PlainCall {
  private static final List<String> UPGRADES =
      List.of(
          "Smoke",
          "Breeze",
          "Ignition",
          "Liftoff",
          "Assembly",
          "Refuel",
          "Tape",
          "Kumquat",
          "Calico",
          "Persian",
          "Orange",
          "Claus",
          "Trust",
          "Norwegian",
          "Turbo",
          "Hyperdrive",
          "Chocolate",
          "OhSnap",
          "Skyr",
          "Shark",
          "Hygge",
          "Lightning",
          "Thunder",
          "Watermelon",
          "Dragon",
          "Phoenix",
          "Waffle",
          "Tuktuk",
          "Teep",
          "Tock",
          "GoldenWeek",
          "FireHorse",
          "Xx");
  private static final long PRE_COMMIT_CHALLENGE_DELAY = 10;
  private static final long FAR_AWAY = 9_999_999_999L;
  private static final int CHAIN_ID = 314;

  record Answer(
      @JsonProperty("NetworkName") String name,
      @JsonProperty("BlockDelaySecs") long blockDelay,
      @JsonProperty("ConsensusMinerMinPower") String minimumPower,
      @JsonProperty("PreCommitChallengeDelay") long preCommitChallengeDelay,
      @JsonProperty("ForkUpgradeParams") Map<String, Long> upgrades,
      @JsonProperty("Eip155ChainID") int chainId,
      @JsonProperty("GenesisTimestamp") long genesis) {}

  StateGetNetworkParams(Node node) {
    super(node, "StateGetNetworkParams");
  }

  @Override
  Object answer(DevnetChain chain) {
    return new Answer(
        chain.network(),
        Math.max(1, chain.options().epoch().toSeconds()),
        "2048",
        PRE_COMMIT_CHALLENGE_DELAY,
        upgrades(),
        CHAIN_ID,
        chain.genesisTime().getEpochSecond());
  }

  private static Map<String, Long> upgrades() {
    Map<String, Long> upgrades = new LinkedHashMap<>();
    for (String name : UPGRADES) {
      upgrades.put("Upgrade" + name + "Height", name.equals("Xx") ? FAR_AWAY : -1);
      if (name.equals("Kumquat")) {
        upgrades.put("BreezeGasTampingDuration", 0L);
      }
    }
    return upgrades;
  }
}
