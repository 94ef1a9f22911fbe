package io.damocles.devnet;

import io.damocles.config.ListenAddress;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.MinerView;
import java.nio.file.Path;
import java.util.List;

/**
 * What an operator needs to set up a manager and a worker for this chain.
 *
 * @param address where it listens
 * @param miners as the chain has them
 */
record Instructions(DevnetOptions options, ListenAddress address, List<MinerState> miners) {

  String text() {
    Path home = options.home();
    Path stores = home.resolve("stores");
    return """
        devnet listens on http://%1$s/rpc/v1 (also v0; the gateway on v2), token in %2$s/token
        %3$s: %4$d sectors of 2KiB; a proving period has %5$d epochs of %6$d ms
        for damocles-worker:
          [[attached]]
          name = "store1"
          location = "%7$s/store1"
          [[attached]]
          name = "store2"
          location = "%7$s/store2"
        for damocles-manager (sector-manager.cfg):
          [Common.API]
          Chain = "%8$s"
          [Common]
          ScanPersistStores = ["%7$s/*"]
        to prove, set FIL_PROOFS_PARAMETER_CACHE=%9$s
        bin/devnet status --home %2$s; bin/devnet fault --help; Ctrl-C stops\
        """
        .formatted(
            address,
            home,
            names(),
            miners.stream().mapToLong(Instructions::sectors).sum(),
            miners.get(0).policy().deadlines().period(),
            options.epoch().toMillis(),
            stores,
            multiaddr(),
            options.parameters());
  }

  private static long sectors(MinerState miner) {
    return new MinerView(miner).sectors(null).size();
  }

  private String names() {
    String first = "f0" + Long.toUnsignedString(miners.get(0).id());
    String last = "f0" + Long.toUnsignedString(miners.get(miners.size() - 1).id());
    return miners.size() == 1 ? "miner " + first : "miners " + first + " to " + last;
  }

  private String multiaddr() {
    return "/ip4/%s/tcp/%d".formatted(address.host(), address.port());
  }
}
