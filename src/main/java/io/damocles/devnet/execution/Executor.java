package io.damocles.devnet.execution;

import io.damocles.chain.Message;
import io.damocles.chain.Receipt;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.devnet.actor.EpochEnd;
import io.damocles.devnet.actor.MinerState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes tipsets, and messages by themselves. */
public final class Executor {
  private static final Logger log = LoggerFactory.getLogger(Executor.class);

  private final MinerMethods miners;
  private final PostVerifier verifier;

  public Executor(MinerMethods miners, PostVerifier verifier) {
    this.miners = miners;
    this.verifier = verifier;
  }

  /**
   * What a tipset does.
   *
   * @param afterMessages before the end of its epoch: what the next messages are tried on
   * @param receipts one for each message
   * @param closes the deadlines that closed in its epoch and in null rounds before it
   */
  public record Executed(
      ChainState afterMessages,
      ChainState after,
      List<Receipt> receipts,
      List<CloseReport> closes) {}

  /**
   * Executes a tipset: the ends of the null rounds before it, its messages, the end of its epoch.
   *
   * @param parent the height of its parent
   */
  public Executed execute(
      ChainState before,
      long parent,
      long height,
      List<SignedMessage> messages,
      BigInteger baseFee,
      EpochRandomness randomness) {
    List<CloseReport> closes = new ArrayList<>();
    ChainState state = before;
    for (long epoch = parent + 1; epoch < height; epoch++) {
      state = endOfEpoch(state, epoch, randomness, closes);
    }
    List<Receipt> receipts = new ArrayList<>();
    MessageRun run = run(state, height, baseFee, randomness);
    for (SignedMessage message : messages) {
      Applied applied = run.apply(state, message.message(), MessageLength.of(message));
      receipts.add(applied.receipt());
      state = applied.state();
    }
    ChainState after = endOfEpoch(state, height, randomness, closes);
    return new Executed(state, after, List.copyOf(receipts), List.copyOf(closes));
  }

  /** The state after more messages in the same epoch, whatever became of them. */
  public ChainState after(
      ChainState state,
      long epoch,
      List<SignedMessage> messages,
      BigInteger baseFee,
      EpochRandomness randomness) {
    MessageRun run = run(state, epoch, baseFee, randomness);
    ChainState after = state;
    for (SignedMessage message : messages) {
      after = run.apply(after, message.message(), MessageLength.of(message)).state();
    }
    return after;
  }

  /** Tries a message with the sender's next nonce and without a fee. */
  public Applied tryOut(
      ChainState state, long epoch, Message message, int length, EpochRandomness randomness) {
    return run(state, epoch, BigInteger.ZERO, randomness).apply(state, message, length);
  }

  /** Runs what a message asks of its receiver, without fee, nonce and the price of its bytes. */
  public Applied call(ChainState state, long epoch, Message message, EpochRandomness randomness) {
    Account sender =
        state
            .account(message.from())
            .orElseThrow(
                () ->
                    new ChainException(
                        "call raw get actor: resolution lookup failed (%1$s): resolve address %1$s: actor not found"
                            .formatted(message.from())));
    EpochRuntime runtime = new EpochRuntime(epoch, state, randomness, verifier);
    Outcome outcome = new Calls(miners, runtime).run(state, sender, message);
    Receipt receipt = new Receipt(outcome.exitCode(), null, outcome.gas());
    return new Applied(outcome.state(), receipt, outcome.text());
  }

  private MessageRun run(
      ChainState state, long epoch, BigInteger baseFee, EpochRandomness randomness) {
    EpochRuntime runtime = new EpochRuntime(epoch, state, randomness, verifier);
    return new MessageRun(new Calls(miners, runtime), baseFee);
  }

  private EpochEnd ended(long id, MinerState miner, EpochRuntime runtime) {
    try {
      return miners.endOfEpoch(miner, runtime);
    } catch (RuntimeException e) {
      // As on the real chain, a miner whose cron fails does not stop the others.
      log.error("end of epoch failed miner=f0{} epoch={}", id, runtime.epoch(), e);
      return new EpochEnd(miner, List.of());
    }
  }

  private ChainState endOfEpoch(
      ChainState state, long epoch, EpochRandomness randomness, List<CloseReport> closes) {
    EpochRuntime runtime = new EpochRuntime(epoch, state, randomness, verifier);
    ChainState after = state;
    for (Map.Entry<Long, MinerState> miner : state.miners().entrySet()) {
      EpochEnd end = ended(miner.getKey(), miner.getValue(), runtime);
      closes.addAll(end.closes());
      after = after.with(miner.getKey(), end.state());
    }
    return after;
  }
}
