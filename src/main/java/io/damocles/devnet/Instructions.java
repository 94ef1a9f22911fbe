package io.damocles.devnet;

import io.damocles.config.ListenAddress;
import java.nio.file.Path;

/**
 * What an operator needs to set up a manager and a worker for this chain.
 *
 * @param address where it listens
 */
record Instructions(DevnetOptions options, ListenAddress address) {

  String text() {
    Path home = options.home();
    Path stores = home.resolve("stores");
    int period = options.deadlines() * options.window();
    return """
        devnet listens on http://%1$s/rpc/v1 (also v0; the gateway on v2), token in %2$s/token
        miner %3$s with %4$d sectors of 2KiB each; a proving period has %5$d epochs of %6$d ms
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
            miners(),
            options.sectors(),
            period,
            options.epoch().toMillis(),
            stores,
            multiaddr(),
            options.parameters());
  }

  private String miners() {
    long last = SectorStock.FIRST_MINER + options.miners() - 1;
    String first = "f0" + SectorStock.FIRST_MINER;
    return options.miners() == 1 ? first : first + " … f0" + last;
  }

  private String multiaddr() {
    return "/ip4/%s/tcp/%d".formatted(address.host(), address.port());
  }
}
