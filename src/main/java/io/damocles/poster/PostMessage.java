package io.damocles.poster;

import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.PreparedMessage;
import java.util.List;

/**
 * A message of the poster from before it is sent until it is final.
 *
 * @param kind what it does
 * @param miner actor id, unsigned
 * @param window the deadline in which it was sent
 * @param partitions those that it proves, or whose sectors it declares
 * @param prepared all that sending it again needs
 * @param state where it stood when it was last looked at
 */
public record PostMessage(
    Kind kind,
    long miner,
    ProvingWindow window,
    List<Long> partitions,
    PreparedMessage prepared,
    MessageState state) {

  /** What a message does. */
  public enum Kind {
    /** Proves partitions: SubmitWindowedPoSt. */
    PROOF,
    /** Says that faulty sectors will be proven again: DeclareFaultsRecovered. */
    RECOVERY
  }

  public PostMessage {
    partitions = List.copyOf(partitions);
  }

  public String uid() {
    return prepared.uid();
  }

  public PostMessage with(MessageState now) {
    return new PostMessage(kind, miner, window, partitions, prepared, now);
  }

  /** Whether it was executed and did what it should. */
  public boolean isDone() {
    return state.isExecuted() && state.exitCode() == 0;
  }

  /** Whether it will never do what it should. */
  public boolean isDead() {
    return state.stage() == MessageState.Stage.LOST
        || state.stage() == MessageState.Stage.FAILED
        || (state.isExecuted() && state.exitCode() != 0);
  }
}
