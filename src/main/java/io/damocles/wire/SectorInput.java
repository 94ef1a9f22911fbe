package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.UnsignedLong;

/**
 * One sector of a job's input.
 *
 * @param sectorId sector number, unsigned 64 bits
 * @param commR 32 bytes, the replica commitment on chain
 * @param upgrade whether the sector was upgraded (its files then lie in {@code update} and {@code
 *     update-cache})
 * @param accesses the names of the stores that hold its files
 */
public record SectorInput(
    @JsonProperty(value = "SectorId", required = true)
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        long sectorId,
    @JsonProperty(value = "CommR", required = true)
        @JsonDeserialize(using = Bytes32.Reader.class)
        @JsonSerialize(using = Bytes32.Writer.class)
        byte[] commR,
    @JsonProperty("Upgrade") boolean upgrade,
    @JsonProperty(value = "Accesses", required = true) Accesses accesses) {

  public SectorInput {
    Present.check("CommR", commR);
    Present.check("Accesses", accesses);
  }

  /**
   * Stores by name, known to manager and worker alike.
   *
   * @param sealedFile store of the replica
   * @param cacheDir store of the cache folder
   */
  public record Accesses(
      @JsonProperty(value = "SealedFile", required = true) String sealedFile,
      @JsonProperty(value = "CacheDir", required = true) String cacheDir) {

    public Accesses {
      Present.check("SealedFile", sealedFile);
      Present.check("CacheDir", cacheDir);
    }
  }
}
