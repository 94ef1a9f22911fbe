package io.damocles.manager.api;

import io.damocles.prover.ProofType;
import io.damocles.rpc.RpcCode;
import io.damocles.sector.SectorQuery;
import io.damocles.wire.ExtendedSectorInfo;
import java.util.Arrays;
import java.util.List;

/** What the CLI asks of sectors, as the finder knows it. */
final class AskedSectors {
  private static final int COMM_R_BYTES = 32;

  private AskedSectors() {}

  static List<SectorQuery> queries(ExtendedSectorInfo[] sectors) {
    return Arrays.stream(sectors).map(AskedSectors::query).toList();
  }

  static ProofType windowProof(long number) {
    return ProofType.byNumber(number)
        .filter(ProofType::isWindow)
        .orElseThrow(
            () ->
                RpcCode.FAILED.exception(
                    "post proof type %d is no window proof, expected 5 to 14".formatted(number)));
  }

  private static SectorQuery query(ExtendedSectorInfo sector) {
    byte[] commR = sector.sealedCid().digest();
    if (commR.length != COMM_R_BYTES) {
      throw RpcCode.FAILED.exception(
          "SealedCID %s of sector %s has a digest of %d bytes, expected 32"
              .formatted(
                  sector.sealedCid(), Long.toUnsignedString(sector.sectorNumber()), commR.length));
    }
    return new SectorQuery(sector.sectorNumber(), sector.sectorKey() != null, commR);
  }
}
