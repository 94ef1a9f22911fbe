package io.damocles.manager.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.ChainJson;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.manager.StoreCatalog;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcException;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.sector.SectorLocator;
import io.damocles.sector.SectorPaths;
import io.damocles.sector.SectorStores;
import io.damocles.wire.PrivateSectorInfo;
import io.damocles.wire.SectorInput;
import io.damocles.wire.SectorRef;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code Venus.ProvingSectorInfo(sector)}: what the chain knows of a sector and where its files
 * are.
 */
public final class ProvingSectorInfo implements RpcMethod {
  private final Chain chain;
  private final SectorLocator sectors;
  private final StoreCatalog stores;

  public ProvingSectorInfo(Chain chain, SectorLocator sectors, StoreCatalog stores) {
    this.chain = chain;
    this.sectors = sectors;
    this.stores = stores;
  }

  @Override
  public String name() {
    return "Venus.ProvingSectorInfo";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    SectorRef sector = Parameters.required(call, 0, "SectorID", SectorRef.class);
    return chain
        .sectors(
            Address.ofId(sector.miner()), Optional.of(BitField.of(sector.number())), TipSetKey.HEAD)
        .recover(Parameters::chainFailure)
        .compose(found -> located(sector, found));
  }

  private Future<RpcResult> located(SectorRef sector, List<SectorOnChainInfo> found) {
    if (found.isEmpty()) {
      return Future.failedFuture(
          RpcCode.FAILED.exception("sector %s is not on chain".formatted(text(sector))));
    }
    SectorOnChainInfo onChain = found.get(0);
    boolean upgrade = onChain.sectorKey() != null;
    return sectors
        .locate(sector.miner(), sector.number(), upgrade)
        .compose(
            place ->
                place
                    .map(names -> Future.succeededFuture(info(sector, onChain, names)))
                    .orElseGet(() -> Future.failedFuture(notFound(sector))));
  }

  private RpcResult info(SectorRef sector, SectorOnChainInfo onChain, SectorStores names) {
    Path nowhere = Path.of("");
    long miner = sector.miner();
    boolean upgrade = onChain.sectorKey() != null;
    SectorPaths uri = SectorPaths.of(nowhere, nowhere, miner, sector.number(), upgrade);
    SectorPaths full =
        SectorPaths.of(
            root(names.cacheDir()), root(names.sealedFile()), miner, sector.number(), upgrade);
    ObjectNode info = ChainJson.mapper().createObjectNode();
    info.set("OnChain", ChainJson.mapper().valueToTree(onChain));
    info.set(
        "Private",
        ChainJson.mapper()
            .valueToTree(
                new PrivateSectorInfo(
                    new SectorInput.Accesses(names.sealedFile(), names.cacheDir()),
                    full.cacheDir().toString(),
                    full.sealedFile().toString(),
                    uri.cacheDir().toString(),
                    uri.sealedFile().toString())));
    return RpcResult.of(info.toString());
  }

  private Path root(String store) {
    return stores
        .find(store)
        .map(known -> Path.of(known.path()).toAbsolutePath())
        .orElseThrow(() -> RpcCode.FAILED.exception("instance not found: " + store));
  }

  private static RpcException notFound(SectorRef sector) {
    return RpcCode.FAILED.exception(
        "get private sector info: get private info: get location for s-t0%s: object not found"
            .formatted(text(sector)));
  }

  private static String text(SectorRef sector) {
    return Long.toUnsignedString(sector.miner()) + "-" + Long.toUnsignedString(sector.number());
  }
}
