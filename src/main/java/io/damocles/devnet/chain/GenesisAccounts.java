package io.damocles.devnet.chain;

import io.damocles.devnet.execution.Account;
import io.damocles.devnet.wallet.SecpKey;
import io.damocles.devnet.wallet.Wallet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts that a chain begins with, their keys made from the seed: one for the wallet's
 * default, then owner, worker and control for each miner.
 */
public final class GenesisAccounts {
  private static final long FIRST = 100;

  private final List<SecpKey> keys = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final Map<Long, OfMiner> ofMiners = new HashMap<>();

  /** The ids of those who may speak for a miner. */
  public record OfMiner(long owner, long worker, long control) {}

  /**
   * Accounts for these miners.
   *
   * @param balance of each, in atto
   */
  public GenesisAccounts(byte[] seed, Collection<Long> miners, BigInteger balance) {
    add(seed, "default", balance);
    for (long miner : miners) {
      String name = Long.toUnsignedString(miner);
      long owner = add(seed, "owner of " + name, balance);
      long worker = add(seed, "worker of " + name, balance);
      long control = add(seed, "control of " + name, balance);
      ofMiners.put(miner, new OfMiner(owner, worker, control));
    }
  }

  private long add(byte[] seed, String name, BigInteger balance) {
    SecpKey key = Wallet.derive(seed, name);
    long id = FIRST + accounts.size();
    keys.add(key);
    accounts.add(new Account(id, key.address(), 0, balance));
    return id;
  }

  /** The accounts of one of the miners. */
  public OfMiner of(long miner) {
    OfMiner found = ofMiners.get(miner);
    if (found == null) {
      throw new IllegalArgumentException("no accounts were made for miner " + miner);
    }
    return found;
  }

  public List<Account> accounts() {
    return List.copyOf(accounts);
  }

  /** The accounts' keys, the wallet's default first. */
  public List<SecpKey> keys() {
    return List.copyOf(keys);
  }
}
