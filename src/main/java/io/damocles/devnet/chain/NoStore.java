package io.damocles.devnet.chain;

import io.damocles.chain.Cid;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.wallet.SecpKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps nothing: for chains that need not outlive their process. */
public final class NoStore implements ChainStore {

  @Override
  public Optional<StoredChain> load() {
    return Optional.empty();
  }

  @Override
  public byte[] part(Cid cid) {
    throw new IllegalStateException("nothing is stored, and so is not " + cid);
  }

  @Override
  public void begin(StoredChain chain, Map<Cid, byte[]> parts) {}

  @Override
  public void save(Step step) {}

  @Override
  public void savePush(SignedMessage message, Optional<Cid> replaced, Optional<UUID> id) {}

  @Override
  public void saveKey(SecpKey key) {}

  @Override
  public void dropParts(Set<Cid> used) {}

  @Override
  public void close() {}
}
