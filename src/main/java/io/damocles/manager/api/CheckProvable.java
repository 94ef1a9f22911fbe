package io.damocles.manager.api;

import io.damocles.prover.ProofType;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorQuery;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code Venus.CheckProvable(miner, postProofType, sectors, strict, stateCheck)}: the sectors that
 * cannot be proven, with the reasons. The last parameter changes nothing: it compares with the
 * database of a sealing that this manager does not do.
 */
public final class CheckProvable implements RpcMethod {
  private final SectorFinder sectors;
  private final Duration budget;

  /**
   * @param budget how long one call may take ({@code PartitionCheckTimeout})
   */
  public CheckProvable(SectorFinder sectors, Duration budget) {
    this.sectors = sectors;
    this.budget = budget;
  }

  @Override
  public String name() {
    return "Venus.CheckProvable";
  }

  @Override
  public int parameters() {
    return 5;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    long miner = Parameters.uint64(call, 0);
    ProofType type = AskedSectors.windowProof(Parameters.int64(call, 1));
    List<SectorQuery> asked = AskedSectors.queries(Parameters.sectors(call, 2));
    boolean strict = Parameters.bool(call, 3);
    Parameters.bool(call, 4);
    return sectors
        .find(type, miner, asked, new CheckRules(strict, budget, true))
        .map(found -> RpcResult.of(Json.write(reasons(found))));
  }

  private static Map<String, String> reasons(List<SectorFinding> found) {
    Map<String, String> reasons = new TreeMap<>();
    for (SectorFinding finding : found) {
      finding
          .fault()
          .or(() -> finding.checked() ? Optional.empty() : unchecked(finding))
          .ifPresent(reason -> reasons.put(Long.toUnsignedString(finding.number()), reason));
    }
    return reasons;
  }

  private static Optional<String> unchecked(SectorFinding finding) {
    return finding
        .stores()
        .map(
            stores ->
                "not checked: stores %s and %s did not answer in time or may not be read"
                    .formatted(stores.sealedFile(), stores.cacheDir()));
  }
}
