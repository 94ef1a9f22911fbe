package io.damocles.bench;

import org.jspecify.annotations.Nullable;

/** What a phase asks, and what it makes of the answers. */
interface Load {

  /** What an answer is to the figures. */
  enum Outcome {
    /** The call did what it was for. */
    DONE,
    /** It was answered with an error. */
    REFUSED,
    /** There was nothing to do any more; not part of the figures. */
    NOTHING
  }

  /** The next call of a connection, or null when it has no more to ask. */
  byte @Nullable [] next(int connection);

  /** Takes the answer to the connection's last call; its fields are valid during this call only. */
  Outcome answered(int connection, HttpAnswer answer);
}
