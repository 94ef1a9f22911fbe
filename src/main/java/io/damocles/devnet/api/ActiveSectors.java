package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.actor.MinerView;
import io.damocles.devnet.chain.DevnetChain;
import java.util.List;

/** The sectors with which a miner can win. */
public final class ActiveSectors {
  private ActiveSectors() {}

  /** By number, at the head; none if there is no such miner. */
  public static List<SectorOnChainInfo> of(DevnetChain chain, long miner) {
    return chain
        .stateAt(TipSetKey.HEAD)
        .miner(miner)
        .map(
            state -> {
              BitField active = Partitions.union(new ShownMiner(state), Partition::activeSectors);
              return new MinerView(state).sectors(active);
            })
        .orElse(List.of());
  }

  /** What challenges of a miner are drawn with: its id address as CBOR. */
  public static byte[] entropy(long miner) {
    byte[] address = Address.ofId(miner).bytes();
    byte[] cbor = new byte[address.length + 1];
    cbor[0] = (byte) (0x40 + address.length);
    System.arraycopy(address, 0, cbor, 1, address.length);
    return cbor;
  }
}
