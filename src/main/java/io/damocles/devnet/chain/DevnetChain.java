package io.damocles.devnet.chain;

import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.Receipt;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.devnet.execution.Applied;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.execution.MinerMethods;
import io.damocles.devnet.execution.PostVerifier;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.devnet.wallet.SecpKey;
import io.damocles.devnet.wallet.Wallet;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A chain of its own: it makes a tipset an epoch, executes the messages that it is given, and
 * answers what a node answers. For one thread at a time. Whatever a method cannot do it says by a
 * {@link ChainException} with a node's text and code. An empty tipset key is the head.
 */
public final class DevnetChain implements AutoCloseable {
  private final ChainParts parts;
  private final Clockwork clockwork;

  private DevnetChain(ChainParts parts) {
    this.parts = parts;
    this.clockwork = new Clockwork(parts);
  }

  /**
   * Goes on with the chain in the store, or begins the one given.
   *
   * @param verifier of the proofs in messages
   */
  public static DevnetChain open(
      ChainStore store,
      ChainOptions options,
      PostVerifier verifier,
      Supplier<Genesis> genesis,
      Instant now) {
    return open(store, options, verifier, MinerMethods.ACTOR, genesis);
  }

  static DevnetChain open(
      ChainStore store,
      ChainOptions options,
      PostVerifier verifier,
      MinerMethods miners,
      Supplier<Genesis> genesis) {
    return new DevnetChain(new Opening(store, options, verifier, miners).open(genesis));
  }

  /** When {@link #advance} has something to do. */
  public Instant nextDue() {
    return clockwork.nextDue();
  }

  /**
   * Makes the tipsets (or null rounds) that are due; after a long pause it moves the schedule
   * instead.
   */
  public void advance(Instant now) {
    clockwork.advance(now);
  }

  /** Makes this many epochs at once, whatever the clock says, and moves the schedule with them. */
  public void mine(int epochs, Instant now) {
    clockwork.mine(epochs, now);
  }

  /** When epoch 0 began, had the chain never paused: the time that epochs are computed from. */
  public Instant genesisTime() {
    return clockwork.genesisTime();
  }

  public ChainOptions options() {
    return parts.options();
  }

  public String network() {
    return parts.network();
  }

  /**
   * Told about each change of the head, in order: the reverted tipsets, newest first, in one call;
   * then the applied ones, oldest first.
   */
  public void addListener(HeadListener listener) {
    parts.events().add(listener);
  }

  public void removeListener(HeadListener listener) {
    parts.events().remove(listener);
  }

  public TipSet head() {
    return parts.events().head().tipset();
  }

  public TipSet genesis() {
    return parts.links().genesis().tipset();
  }

  public TipSet tipset(TipSetKey key) {
    return parts
        .links()
        .find(key)
        .map(Link::tipset)
        .orElseThrow(() -> new ChainException(missing(key)));
  }

  /** The tipset at a height, or the one before it after a null round. */
  public TipSet tipsetAt(long height, TipSetKey from) {
    return parts.links().atOrBefore(height, start(height, from)).tipset();
  }

  /** The tipset at a height, or the one after it after a null round. */
  public TipSet tipsetAfter(long height, TipSetKey from) {
    return parts.links().atOrAfter(height, start(height, from)).tipset();
  }

  private Link start(long height, TipSetKey from) {
    Link start = link(from);
    if (height < 0) {
      throw new ChainException("height " + height + " is negative");
    }
    if (height > start.height()) {
      throw new ChainException(
          "looking for tipset with height greater than start point, req: %d, head: %d"
              .formatted(height, start.height()));
    }
    return start;
  }

  /** The messages in a block. */
  public List<SignedMessage> messages(Cid block) {
    return parts.links().ofBlock(block).messages();
  }

  /** The messages that were executed to give the block's parent state. */
  public List<SignedMessage> parentMessages(Cid block) {
    return parent(block).map(Link::messages).orElse(List.of());
  }

  public List<Receipt> parentReceipts(Cid block) {
    return parent(block).map(Link::receipts).orElse(List.of());
  }

  private Optional<Link> parent(Cid block) {
    return parts.links().parent(parts.links().ofBlock(block));
  }

  /** Who proved what in the deadlines that closed with this tipset; not known after a restart. */
  public List<CloseReport> closes(TipSetKey key) {
    return link(key).closes();
  }

  /** The state before the tipset's own messages, as nodes answer from it. */
  public ChainState stateAt(TipSetKey key) {
    return link(key).before().state();
  }

  public byte[] ticketRandomness(long tag, long epoch, byte[] entropy, TipSetKey key) {
    return BranchRandomness.at(link(key), parts.links()).fromTickets(tag, epoch, entropy);
  }

  public byte[] beaconRandomness(long tag, long epoch, byte[] entropy, TipSetKey key) {
    return BranchRandomness.at(link(key), parts.links()).fromBeacon(tag, epoch, entropy);
  }

  /** Tries a message on the tipset's state, without gas, nonce or signature. */
  public Applied call(Message message, TipSetKey key) {
    Link at = link(key);
    BranchRandomness randomness = BranchRandomness.at(at, parts.links());
    return parts.executor().call(at.before().state(), at.height(), message, randomness);
  }

  public Wallet wallet() {
    return parts.wallet();
  }

  /** Takes a key into the wallet and keeps it. */
  public Address addKey(SecpKey key) {
    parts.store().saveKey(key);
    return parts.wallet().add(key);
  }

  /** Takes a signed message into the pool. */
  public Cid push(SignedMessage message) {
    return parts.sending().push(message, Optional.empty());
  }

  /** Fills in nonce and gas, signs with a key of the wallet and takes the message into the pool. */
  public SignedMessage push(Message message, SendSpec spec) {
    return parts.sending().push(message, spec);
  }

  /** The message with its missing gas fields filled in. */
  public Message estimate(Message message, SendSpec spec, TipSetKey key) {
    return parts.sending().estimate(message, spec, link(key));
  }

  /** The nonce that the sender's next message needs, behind those in the pool. */
  public long nonce(Address sender) {
    return parts.sending().nonce(sender);
  }

  public List<SignedMessage> pending() {
    return parts.pool().all();
  }

  /** A message of the chain or the pool, by its own CID or the one with its signature. */
  public SignedMessage message(Cid cid) {
    return parts
        .search()
        .find(cid)
        .orElseThrow(() -> new ChainException("ipld: could not find " + cid));
  }

  /**
   * Where a message was executed; empty if it was not (yet).
   *
   * @param lookback how many epochs before the head to look, -1 for all that are kept
   * @param allowReplaced also finds a message that replaced it with other gas
   */
  public Optional<MessageLookup> search(
      TipSetKey from, Cid message, long lookback, boolean allowReplaced) {
    return parts.search().search(link(from), message, lookback, allowReplaced);
  }

  /** The same once so many epochs have passed since; a waiting client asks at each new head. */
  public Optional<MessageLookup> settled(
      Cid message, long confidence, long lookback, boolean allowReplaced) {
    return search(TipSetKey.HEAD, message, lookback, allowReplaced)
        .filter(found -> head().height() >= found.height() + confidence);
  }

  /** The fee of the tipset after the head, in atto a unit of gas. */
  public BigInteger baseFee() {
    return parts.links().head().nextBaseFee();
  }

  public ChainFaults faults() {
    return parts.faults();
  }

  /**
   * Stops the head where it is, as clients see it, while the chain goes on without them; or lets it
   * catch up, in one notification.
   */
  public void freezeHead(boolean frozen) {
    parts.events().freeze(frozen);
  }

  /**
   * Replaces the last tipsets by others and adds one, so that the fork is the longer one; listeners
   * see the reverts in one call, then the applies.
   */
  public void reorganise(int depth, ForkMessages messages) {
    clockwork.reorganise(depth, messages);
  }

  private Link link(TipSetKey key) {
    if (key.cids().isEmpty()) {
      return parts.events().head();
    }
    return parts
        .links()
        .find(key)
        .orElseThrow(
            () -> new ChainException("loading tipset %s: %s".formatted(key, missing(key))));
  }

  private static String missing(TipSetKey key) {
    if (key.cids().isEmpty()) {
      return "NewTipSet called with zero length array of blocks";
    }
    return "get block %1$s: ipld: could not find %1$s".formatted(key.cids().get(0));
  }

  @Override
  public void close() {
    parts.store().close();
  }
}
