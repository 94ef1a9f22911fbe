package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.prover.ProofType;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorQuery;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sectors of a deadline's partitions, asked of the chain in few calls, and before they are
 * needed where there is time: between its challenge and its close a deadline takes no new sectors.
 */
final class DeadlineSectors {
  private static final long MOST_A_CALL = 25_000;

  private final Duty duty;
  private final Map<Long, SectorOnChainInfo> infos = new HashMap<>();
  private BitField known = BitField.EMPTY;
  private boolean loaded;

  DeadlineSectors(Duty duty) {
    this.duty = duty;
  }

  /** The partitions now, with all of their sectors to be proven at hand. */
  Future<List<Partition>> load(BitField wanted) {
    return duty.parts
        .chain()
        .partitions(duty.address, duty.window.index(), duty.head().key())
        .compose(found -> fill(found, wanted).map(found))
        .onSuccess(found -> loaded = true);
  }

  /** Whether they were loaded at all. */
  boolean isLoaded() {
    return loaded;
  }

  /** What is known of these sectors, ascending; null if it is not all of them. */
  @Nullable List<SectorOnChainInfo> infos(BitField sectors) {
    if (!known.containsAll(sectors)) {
      return null;
    }
    List<SectorOnChainInfo> found = new ArrayList<>();
    sectors.stream().mapToObj(infos::get).filter(info -> info != null).forEach(found::add);
    return found;
  }

  /**
   * Has all that was loaded found and checked, so that the finder knows it when it is asked again.
   */
  Future<Void> check(ProofType type) {
    List<SectorQuery> queries = infos.values().stream().map(PartitionMaker::query).toList();
    long left = duty.millisOf(duty.window.open()) - duty.parts.timeline().now().wall();
    Duration budget = Duration.ofMillis(Math.max(0, left));
    return duty.parts
        .sectors()
        .find(type, duty.miner, queries, new CheckRules(duty.isStrict(), budget))
        .mapEmpty();
  }

  /** Forgets them all: they are many. */
  void clear() {
    infos.clear();
    known = BitField.EMPTY;
  }

  private Future<Void> fill(List<Partition> found, BitField wanted) {
    Future<Void> filled = Future.succeededFuture();
    BitField batch = BitField.EMPTY;
    for (int index = 0; index < found.size(); index++) {
      if (wanted.contains(index)) {
        batch = batch.plus(PartitionJob.toProve(found.get(index)));
      }
      if (batch.count() >= MOST_A_CALL || index == found.size() - 1) {
        BitField asked = batch.minus(known);
        filled = filled.compose(done -> ask(asked));
        batch = BitField.EMPTY;
      }
    }
    return filled;
  }

  private Future<Void> ask(BitField sectors) {
    if (sectors.isEmpty()) {
      return Future.succeededFuture();
    }
    return duty.parts
        .chain()
        .sectors(duty.address, Optional.of(sectors), duty.head().key())
        .map(
            answer -> {
              answer.forEach(info -> infos.put(info.sectorNumber(), info));
              known = known.plus(sectors);
              return null;
            });
  }
}
