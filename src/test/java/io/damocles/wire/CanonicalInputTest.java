package io.damocles.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalInputTest {

  @Test
  void derivesTheIdsOfJobsThatDamoclesMade() throws IOException {
    JsonNode vectors;
    try (InputStream in = getClass().getResourceAsStream("/vectors/job-ids.json")) {
      vectors = new ObjectMapper().readTree(in);
    }

    assertThat(vectors).isNotEmpty();
    for (JsonNode vector : vectors) {
      byte[] json = vector.get("input").toString().getBytes(StandardCharsets.UTF_8);
      JobInput input = Json.read(json, JobInput.class);

      assertThat(JobId.of(CanonicalInput.bytes(input))).isEqualTo(vector.get("id").asText());
    }
  }

  @Test
  void derivesTheIdsOfTheSpecification() {
    byte[] commR = new byte[32];
    byte[] seed = new byte[32];
    for (int i = 0; i < 32; i++) {
      commR[i] = (byte) i;
      seed[i] = (byte) (i * 7);
    }
    seed[31] = 63;
    SectorInput.Accesses accesses = new SectorInput.Accesses("store1", "store1");
    JobInput one =
        new JobInput(
            List.of(new SectorInput(7, commR, false, accesses)),
            1037,
            "StackedDrgWindow32GiBV1_2",
            seed);
    byte[] ones = filled(1);
    byte[] twos = filled(2);
    JobInput two =
        new JobInput(
            List.of(
                new SectorInput(1, ones, false, accesses),
                new SectorInput(2, twos, true, new SectorInput.Accesses("store1", "store2"))),
            1000,
            "StackedDrgWindow2KiBV1_2",
            filled(7));
    JobInput none = new JobInput(List.of(), 0, "", new byte[32]);

    assertThat(JobId.of(CanonicalInput.bytes(none))).isEqualTo("5vz5mRAPBGq");
    assertThat(JobId.of(CanonicalInput.bytes(one))).isEqualTo("8Ep98RFZEo9");
    assertThat(JobId.of(CanonicalInput.bytes(two))).isEqualTo("PGz5aNKq7ns");
  }

  @Test
  void escapesStoreNamesAsGoDoes() {
    SectorInput.Accesses accesses = new SectorInput.Accesses("a<b>&\"\n", "\u2028é");
    JobInput input =
        new JobInput(
            List.of(new SectorInput(1, new byte[32], false, accesses)), 1, "x", new byte[32]);

    String json = new String(CanonicalInput.bytes(input), StandardCharsets.UTF_8);

    assertThat(json)
        .contains("\"SealedFile\":\"a\\u003cb\\u003e\\u0026\\\"\\n\"")
        .contains("\"CacheDir\":\"\\u2028é\"");
  }

  @Test
  void keepsNumbersBeyondTheSignedRange() throws IOException {
    SectorInput.Accesses accesses = new SectorInput.Accesses("s", "s");
    JobInput input =
        new JobInput(
            List.of(new SectorInput(-1, new byte[32], false, accesses)), -2, "x", new byte[32]);

    byte[] json = CanonicalInput.bytes(input);
    JobInput again = Json.read(json, JobInput.class);

    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains("\"SectorId\":18446744073709551615")
        .contains("\"MinerId\":18446744073709551614");
    assertThat(again.sectors().get(0).sectorId()).isEqualTo(-1);
    assertThat(again.minerId()).isEqualTo(-2);
    assertThat(CanonicalInput.bytes(again)).isEqualTo(json);
  }

  @Test
  void refusesWhatIsNoInput() {
    String sector =
        "{\"SectorId\":%s,\"CommR\":%s,\"Upgrade\":false,\"Accesses\":{\"SealedFile\":\"s\",\"CacheDir\":\"s\"}}";
    String commR = Arrays.toString(new int[32]);

    assertThatThrownBy(() -> sector(sector.formatted("1", Arrays.toString(new int[31]))))
        .hasMessageContaining("exactly 32 numbers")
        .hasMessageContaining("31");
    assertThatThrownBy(() -> sector(sector.formatted("1", "\"AAAA\""))).isNotNull();
    assertThatThrownBy(() -> sector(sector.formatted("-1", commR))).isNotNull();
    assertThatThrownBy(() -> sector(sector.formatted("1.5", commR))).isNotNull();
    assertThatThrownBy(() -> sector(sector.formatted("\"1\"", commR))).isNotNull();
    assertThatThrownBy(() -> sector(sector.formatted("18446744073709551616", commR))).isNotNull();
    assertThatThrownBy(() -> sector("{\"CommR\":" + commR + "}")).hasMessageContaining("SectorId");
  }

  private static SectorInput sector(String json) throws IOException {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), SectorInput.class);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void writesNumbersOfEveryByteValue() {
    List<Integer> numbers = new ArrayList<>();
    byte[] seed = new byte[32];
    for (int i = 0; i < 32; i++) {
      seed[i] = (byte) (i * 8 + 7);
      numbers.add(seed[i] & 0xff);
    }

    String json =
        new String(
            CanonicalInput.bytes(new JobInput(List.of(), 1, "x", seed)), StandardCharsets.UTF_8);

    assertThat(json).endsWith("\"Seed\":" + numbers.toString().replace(" ", "") + "}");
  }
}
