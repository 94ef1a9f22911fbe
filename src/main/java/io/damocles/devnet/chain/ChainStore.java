package io.damocles.devnet.chain;

import io.damocles.chain.Cid;
import io.damocles.chain.Receipt;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.devnet.wallet.SecpKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where a chain is kept, so that it goes on after a stop. Each call is stored whole or not. */
public interface ChainStore extends AutoCloseable {

  /**
   * A tipset as it is stored.
   *
   * @param before the root of the state before it
   * @param after the root of the state after it
   */
  record StoredTipset(
      TipSet tipset, Cid before, Cid after, List<SignedMessage> messages, List<Receipt> receipts) {}

  /**
   * A chain as it was stored, its tipsets from the oldest on, the genesis first.
   *
   * @param genesisMillis when epoch 0 would have begun, had the chain never paused
   * @param forks how many reorganisations there were
   * @param pushes the messages of pushes with an id, the oldest first
   */
  record StoredChain(
      String network,
      byte[] seed,
      long genesisMillis,
      long forks,
      List<SecpKey> keys,
      List<StoredTipset> tipsets,
      List<SignedMessage> pool,
      Map<UUID, SignedMessage> pushes) {}

  /**
   * What one step changes.
   *
   * @param last tipsets above this height are no more
   * @param added the new ones, the oldest first
   * @param parts the new states' parts
   * @param oldest tipsets below this height are not kept, except the genesis
   */
  record Step(
      long last,
      List<StoredTipset> added,
      Map<Cid, byte[]> parts,
      List<SignedMessage> waiting,
      List<Cid> gone,
      long oldest,
      long genesisMillis,
      long forks) {}

  /** The chain that is stored, if there is one. */
  Optional<StoredChain> load();

  /** A part of a stored state. */
  byte[] part(Cid cid);

  /** Begins a chain. */
  void begin(StoredChain chain, Map<Cid, byte[]> parts);

  void save(Step step);

  /** Adds a message to the pool and takes the one out that it replaced. */
  void savePush(SignedMessage message, Optional<Cid> replaced, Optional<UUID> id);

  void saveKey(SecpKey key);

  /** Drops the parts of states that no kept tipset has. */
  void dropParts(Set<Cid> used);

  @Override
  void close();
}
