package io.damocles.manager.api;

import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.sector.SectorLocator;
import io.damocles.sector.SectorStores;
import io.damocles.wire.Json;
import io.damocles.wire.SectorIndexLocation;
import io.damocles.wire.SectorInput;
import io.damocles.wire.SectorRef;
import io.vertx.core.Future;

/** {@code Venus.SectorIndexerFind(indexType, sector)}: the stores of a sector, by name. */
public final class SectorIndexerFind implements RpcMethod {
  private static final String UPGRADE = "upgrade";

  private final SectorLocator sectors;

  public SectorIndexerFind(SectorLocator sectors) {
    this.sectors = sectors;
  }

  @Override
  public String name() {
    return "Venus.SectorIndexerFind";
  }

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    String index = Parameters.string(call, 0);
    SectorRef sector = Parameters.required(call, 1, "SectorID", SectorRef.class);
    if (!index.equals("normal") && !index.equals(UPGRADE)) {
      throw RpcCode.FAILED.exception(
          "index type '%s' is unknown, expected normal or upgrade".formatted(index));
    }
    return sectors
        .locate(sector.miner(), sector.number(), index.equals(UPGRADE))
        .map(
            found ->
                RpcResult.of(
                    Json.write(
                        found
                            .map(SectorIndexerFind::location)
                            .orElse(SectorIndexLocation.NOWHERE))));
  }

  private static SectorIndexLocation location(SectorStores stores) {
    return new SectorIndexLocation(
        true, new SectorInput.Accesses(stores.sealedFile(), stores.cacheDir()));
  }
}
