package io.damocles.devnet.chain;

import io.damocles.chain.Cid;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.wallet.SecpKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A store on a disk that can be full. */
final class FullDisk implements ChainStore {
  private final ChainStore store;
  boolean full;

  FullDisk(ChainStore store) {
    this.store = store;
  }

  private ChainStore store() {
    if (full) {
      throw new IllegalStateException("the disk is full");
    }
    return store;
  }

  @Override
  public Optional<StoredChain> load() {
    return store.load();
  }

  @Override
  public byte[] part(Cid cid) {
    return store.part(cid);
  }

  @Override
  public void begin(StoredChain chain, Map<Cid, byte[]> parts) {
    store().begin(chain, parts);
  }

  @Override
  public void save(Step step) {
    store().save(step);
  }

  @Override
  public void savePush(SignedMessage message, Optional<Cid> replaced, Optional<UUID> id) {
    store().savePush(message, replaced, id);
  }

  @Override
  public void saveKey(SecpKey key) {
    store().saveKey(key);
  }

  @Override
  public void dropParts(Set<Cid> used) {
    store().dropParts(used);
  }

  @Override
  public void close() {
    store.close();
  }
}
