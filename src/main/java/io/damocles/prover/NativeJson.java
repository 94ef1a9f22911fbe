package io.damocles.prover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON that goes into native calls and comes out of them; sector numbers are unsigned. */
final class NativeJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private NativeJson() {}

  static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode options(NativeOptions options, String logLevel) {
    var json = NODES.objectNode();
    put(json, "paramDir", options.parameterDir());
    put(json, "parentDir", options.parentCacheDir());
    json.put("vanillaThreads", options.vanillaThreads());
    json.put("logLevel", logLevel);
    return json;
  }

  static ArrayNode replicas(Collection<Replica> replicas) {
    var json = NODES.arrayNode();
    for (var replica : replicas) {
      var node = sector(replica.sectorId(), replica.commR());
      put(node, "sealed", replica.sealedFile());
      put(node, "cache", replica.cacheDir());
      json.add(node);
    }
    return json;
  }

  static ArrayNode sectors(Map<Long, byte[]> commRBySector) {
    var json = NODES.arrayNode();
    commRBySector.forEach((id, commR) -> json.add(sector(id, commR)));
    return json;
  }

  static ObjectNode sealOrder(long miner, long sector, byte[] ticket, Path sealed, Path cache) {
    var json = NODES.objectNode();
    json.put("miner", unsigned(miner));
    json.put("sector", unsigned(sector));
    json.put("ticket", HexFormat.of().formatHex(ticket));
    put(json, "sealed", sealed);
    put(json, "cache", cache);
    return json;
  }

  static List<Long> ids(JsonNode array) {
    var ids = new ArrayList<Long>();
    array.forEach(node -> ids.add(node.bigIntegerValue().longValue()));
    return ids;
  }

  static List<SectorFault> faults(JsonNode array) {
    var faults = new ArrayList<SectorFault>();
    for (var node : array) {
      faults.add(
          new SectorFault(
              node.get("id").bigIntegerValue().longValue(),
              node.get("code").textValue(),
              node.get("reason").textValue()));
    }
    return faults;
  }

  static Map<Long, Long> reads(JsonNode array) {
    var millis = new TreeMap<Long, Long>(Long::compareUnsigned);
    for (var pair : array) {
      millis.put(pair.get(0).bigIntegerValue().longValue(), pair.get(1).longValue());
    }
    return millis;
  }

  private static ObjectNode sector(long id, byte[] commR) {
    var json = NODES.objectNode();
    json.put("id", unsigned(id));
    json.put("commR", HexFormat.of().formatHex(commR));
    return json;
  }

  private static void put(ObjectNode json, String key, @Nullable Path path) {
    if (path != null) {
      json.put(key, path.toAbsolutePath().toString());
    }
  }

  private static BigInteger unsigned(long id) {
    return new BigInteger(Long.toUnsignedString(id));
  }
}
