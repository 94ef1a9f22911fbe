package io.damocles.poster;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the messages of one deadline in the database, as far as it can be written. Used from one
 * context.
 */
final class MessageRecords {
  private static final Logger log = LoggerFactory.getLogger(MessageRecords.class);
  private static final long PATIENCE_MILLIS = 10_000;

  private final Duty duty;
  private final Map<String, PostMessage> unsaved = new LinkedHashMap<>();
  private boolean told;

  MessageRecords(Duty duty) {
    this.duty = duty;
  }

  /**
   * Stores a message that is about to be sent. A message is stored before it is sent, so that a
   * crash between the two leaves none that nobody follows. But a full disk must not cost the
   * deadline: in the last third of the window a proof goes unstored. If the process dies then, the
   * next one finds the proof on chain, or makes the message again, of which the actor takes one; a
   * second fee at worst against a day without the partition's power.
   *
   * @return fails if the message is neither stored nor urgent
   */
  Future<Void> keep(PostMessage message) {
    return save(message)
        .recover(
            failure -> {
              if (message.kind() != PostMessage.Kind.PROOF
                  || !duty.window.isLate(duty.head().height())) {
                unsaved.remove(message.uid());
                return Future.failedFuture(failure);
              }
              tellUnsaved(failure);
              return Future.succeededFuture();
            });
  }

  /** Stores what became of a message, now or later; never fails. */
  Future<Void> note(PostMessage message) {
    return save(message)
        .onFailure(
            failure ->
                log.warn(
                    "{} message={} not stored yet: {}",
                    duty,
                    message.uid(),
                    PartitionWork.text(failure)))
        .otherwiseEmpty();
  }

  /** Stores what could not be stored before. */
  void again() {
    List.copyOf(unsaved.values()).forEach(message -> save(message).otherwiseEmpty());
  }

  private Future<Void> save(PostMessage message) {
    unsaved.put(message.uid(), message);
    Future<Void> saved =
        Future.succeededFuture()
            .compose(go -> duty.parts.store().save(message))
            .onSuccess(done -> unsaved.remove(message.uid(), message));
    return Patience.with(duty.parts.timeline(), PATIENCE_MILLIS, saved);
  }

  private void tellUnsaved(Throwable failure) {
    if (!told) {
      told = true;
      log.error(
          "{} closes in {} epochs: its proofs are sent without being stored, since they cannot be: {}",
          duty,
          duty.window.close() - duty.head().height(),
          PartitionWork.text(failure));
    }
  }
}
