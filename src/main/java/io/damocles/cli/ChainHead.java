package io.damocles.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/**
 * The chain's head, and when other epochs are.
 *
 * @param key of its tipset, as the texts of CIDs
 * @param timestamp in unix seconds
 * @param secondsPerEpoch as the network says, not as mainnet has it
 */
record ChainHead(List<String> key, long height, long timestamp, long secondsPerEpoch) {

  static ChainHead of(ChainApi chain) {
    var head = new ChainValue("ChainHead", chain.head());
    var network = chain.ask("get network params", "StateGetNetworkParams", out -> {});
    var blocks = head.member("Blocks").elements();
    if (blocks.isEmpty()) {
      throw new CommandFailure("get chain head: the node answered a tipset without blocks");
    }
    return new ChainHead(
        head.member("Cids").elements().stream().map(ChainValue::cid).toList(),
        head.member("Height").number(),
        blocks.get(0).member("Timestamp").number(),
        network.member("BlockDelaySecs").number());
  }

  void writeKey(JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (String cid : key) {
      ChainApi.writeCid(out, cid);
    }
    out.writeEndArray();
  }

  /** The epoch's time of day. */
  String timeOfDay(long epoch, ZoneId zone) {
    return LocalTimes.timeOfDay(timestamp + (epoch - height) * secondsPerEpoch, zone);
  }

  /** The epoch and how far it is from another one: {@code 1230 (in 1 hour 30 minutes)}. */
  String away(long epoch, long from) {
    if (epoch == from) {
      return epoch + " (now)";
    }
    var span = WordyDuration.of(Math.abs(epoch - from) * secondsPerEpoch);
    return epoch < from ? epoch + " (" + span + " ago)" : epoch + " (in " + span + ")";
  }
}
