package io.damocles.devnet.execution;

import io.damocles.chain.Address;
import io.damocles.devnet.actor.MinerState;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every account and miner at one moment. Immutable; states share what did not change between them.
 */
public final class ChainState {
  private static final long FIRST_ACCOUNT = 100;

  private final Map<Long, Account> accounts;
  private final Map<Long, MinerState> miners;
  private final Map<Address, Long> ids;

  private ChainState(
      Map<Long, Account> accounts, Map<Long, MinerState> miners, Map<Address, Long> ids) {
    this.accounts = accounts;
    this.miners = miners;
    this.ids = ids;
  }

  /** The state with these accounts and these miners by id. */
  public static ChainState of(Collection<Account> accounts, Map<Long, MinerState> miners) {
    Map<Long, Account> byId = new TreeMap<>();
    Map<Address, Long> ids = new HashMap<>();
    for (Account account : accounts) {
      byId.put(account.id(), account);
      ids.put(account.key(), account.id());
    }
    Map<Long, MinerState> minersById = new TreeMap<>();
    minersById.putAll(miners);
    return new ChainState(byId, minersById, ids);
  }

  /** Every account. */
  public Collection<Account> accounts() {
    return Collections.unmodifiableCollection(accounts.values());
  }

  /** Every miner by its id. */
  public Map<Long, MinerState> miners() {
    return Collections.unmodifiableMap(miners);
  }

  public Optional<MinerState> miner(long id) {
    return Optional.ofNullable(miners.get(id));
  }

  public Optional<Account> account(long id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** The account behind an id address or a key address. */
  public Optional<Account> account(Address address) {
    OptionalLong id = resolve(address);
    return id.isPresent() ? account(id.getAsLong()) : Optional.empty();
  }

  /** The id of an actor on the chain; of an id address, whether or not there is such an actor. */
  public OptionalLong resolve(Address address) {
    if (address.isId()) {
      return OptionalLong.of(address.id());
    }
    Long id = ids.get(address);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** The state with the miner as it is now. */
  public ChainState with(long id, MinerState miner) {
    if (isSame(miners.get(id), miner)) {
      return this;
    }
    Map<Long, MinerState> changed = new TreeMap<>(miners);
    changed.put(id, miner);
    return new ChainState(accounts, changed, ids);
  }

  /** The state with the account as it is now. */
  ChainState with(Account account) {
    Map<Long, Account> changed = new TreeMap<>(accounts);
    boolean isNew = changed.put(account.id(), account) == null;
    return new ChainState(changed, miners, isNew ? withId(account) : ids);
  }

  private Map<Address, Long> withId(Account account) {
    Map<Address, Long> more = new HashMap<>(ids);
    more.put(account.key(), account.id());
    return more;
  }

  /** Whether both states hold the very same miner, which is then not looked at again. */
  boolean sharesMiner(long id, ChainState other) {
    return isSame(miners.get(id), other.miners.get(id));
  }

  /** Whether both states hold the very same accounts. */
  boolean sharesAccounts(ChainState other) {
    return isSame(accounts, other.accounts);
  }

  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return one == other;
  }

  /** An id that no actor has. */
  long freeId() {
    long free = FIRST_ACCOUNT;
    while (accounts.containsKey(free) || miners.containsKey(free)) {
      free++;
    }
    return free;
  }
}
