package io.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.damocles.wire.JobOutput;
import java.util.List;

/** Jobs as a manager hands them out. */
public final class TestJobs {
  private TestJobs() {}

  /** A job of one sector in a store. */
  public static JsonNode job(String id, String store) {
    ObjectNode job = RecordingManager.JSON.createObjectNode().put("Id", id);
    ObjectNode input = job.putObject("Input");
    ObjectNode sector = input.putArray("Sectors").addObject().put("SectorId", 1);
    numbers(sector.putArray("CommR"), 7);
    sector.put("Upgrade", false);
    sector.putObject("Accesses").put("SealedFile", store).put("CacheDir", store);
    input.put("MinerId", 1000).put("ProofType", "StackedDrgWindow2KiBV1_2");
    numbers(input.putArray("Seed"), 9);
    return job;
  }

  /** An output of one proof. */
  static JobOutput output() {
    return new JobOutput(List.of(new byte[192]), List.of());
  }

  private static void numbers(ArrayNode array, int value) {
    for (int i = 0; i < 32; i++) {
      array.add(value);
    }
  }
}
