package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.config.ProgramVersion;
import io.damocles.devnet.chain.DevnetChain;

/** {@code Version()}. */
final class Version extends PlainCall {
  /** Lotus' API 2.3.0, the one of /rpc/v1. */
  private static final int API = 131_840;

  record Answer(
      @JsonProperty("Version") String version,
      @JsonProperty("APIVersion") int api,
      @JsonProperty("BlockDelay") long blockDelay,
      @JsonProperty("Agent") String agent) {}

  Version(Node node) {
    super(node, "Version");
  }

  @Override
  Object answer(DevnetChain chain) {
    return new Answer(
        "devnet-" + ProgramVersion.text(),
        API,
        chain.options().epoch().toSeconds(),
        "damocles-devnet");
  }
}
