package io.damocles.poster;

import io.damocles.chain.node.Chain;
import io.damocles.chain.node.MessagePool;
import io.damocles.config.ManagerConfig;
import io.damocles.sector.SectorFinder;
import io.damocles.time.Timeline;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the poster works with. All futures complete, and all timers fire, where the poster runs.
 *
 * @param miners as they are configured now
 */
public record PosterParts(
    Chain chain,
    MessagePool messages,
    Jobs jobs,
    SectorFinder sectors,
    ProofCheck proofs,
    PostStore store,
    Background background,
    Timeline timeline,
    Supplier<List<ManagerConfig.Miner>> miners,
    PosterListener listener) {}
