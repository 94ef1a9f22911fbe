package io.damocles.poster;

/** Is told what became of deadlines and messages, for metrics. */
public interface PosterListener {

  /** A head was seen. */
  default void head(long height) {}

  /** A message was sent. */
  default void sent(PostMessage message) {}

  /** A message was executed, for good or ill, or died before. */
  default void settled(PostMessage message) {}

  /** A deadline closed. */
  default void closed(long miner, DeadlineReport report) {}
}
