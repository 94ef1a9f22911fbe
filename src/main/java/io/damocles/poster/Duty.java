package io.damocles.poster;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.TipSet;
import io.damocles.config.ManagerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One deadline of one miner, and what is known of it at the head. Used from one context. */
final class Duty {
  private static final long FINAL_EPOCHS = 10;
  private static final long MOST_PATIENCE_MILLIS = 5_000;

  final PosterParts parts;
  final Senders senders;
  final long miner;
  final Address address;
  final ProvingWindow window;

  /** Who waits for which job, by its id. */
  final Map<String, PartitionWork> works = new HashMap<>();

  private final long blockMillis;
  private TipSet head;
  private byte @Nullable [] seed;
  private BitField posted = BitField.EMPTY;
  private boolean over;

  Duty(
      PosterParts parts,
      Senders senders,
      long miner,
      ProvingWindow window,
      TipSet head,
      long blockMillis) {
    this.parts = parts;
    this.senders = senders;
    this.miner = miner;
    this.address = Address.ofId(miner);
    this.window = window;
    this.head = head;
    this.blockMillis = blockMillis;
  }

  TipSet head() {
    return head;
  }

  void head(TipSet seen) {
    head = seen;
  }

  /** The challenge's randomness on the chain as it is; null until it is known. */
  byte @Nullable [] seed() {
    return seed;
  }

  void seed(byte[] known) {
    seed = known;
  }

  /** Partitions that are proven on the chain as it is. */
  BitField posted() {
    return posted;
  }

  void posted(BitField seen) {
    posted = seen;
  }

  /** The miner's settings now; empty if it was taken out of the configuration. */
  Optional<ManagerConfig.Post> settings() {
    return parts.miners().get().stream()
        .filter(one -> one.actor() == miner)
        .map(ManagerConfig.Miner::post)
        .findFirst();
  }

  /** Whether sectors are read, and not only looked at, before they are proven. */
  boolean isStrict() {
    return settings().map(ManagerConfig.Post::strictCheck).orElse(true);
  }

  /** How long an answer is waited for that it can do without: an epoch, or a few seconds. */
  long patienceMillis() {
    return Math.min(MOST_PATIENCE_MILLIS, blockMillis);
  }

  /** Epochs after which a message counts as final. */
  long confidence() {
    return settings().map(ManagerConfig.Post::confidence).orElse(FINAL_EPOCHS);
  }

  /** When that epoch begins, unix milliseconds, as far as the head can tell. */
  long millisOf(long epoch) {
    long atHead = head.blocks().isEmpty() ? 0 : head.blocks().get(0).timestamp() * 1_000;
    return atHead + (epoch - head.height()) * blockMillis;
  }

  /** Whether proofs are still worth anything. */
  boolean isOpenEnded() {
    return !over && head.height() < window.close();
  }

  /** Nothing is to be begun any more. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** Names it in logs. */
  @Override
  public String toString() {
    return address + " deadline=" + window.index() + " open=" + window.open();
  }
}
