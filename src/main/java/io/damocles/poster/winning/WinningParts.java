package io.damocles.poster.winning;

import io.damocles.chain.node.ChainNode;
import io.damocles.config.NodeAddress;
import io.damocles.prover.NativeProofs;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.Stores;
import io.damocles.time.Timeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * What winning proofs need of the rest.
 *
 * @param miners actor ids, unsigned, of those who want winning proofs
 * @param stores where a finder's names lead to
 */
public record WinningParts(
    Vertx vertx,
    Timeline timeline,
    ChainNode chain,
    List<NodeAddress> gateways,
    List<Long> miners,
    SectorFinder finder,
    Stores stores,
    NativeProofs proofs,
    MeterRegistry registry) {}
