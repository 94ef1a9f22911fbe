package io.damocles.manager;

/** Is told what happens to jobs, on the job service's context. */
public interface JobListener {

  /** A lease began. */
  default void leased() {}

  /** The job table could not be written: heartbeats may have been lost. */
  default void unstored() {}

  /** A job was created or came back whose deadline closes at that time, unix milliseconds. */
  default void mayExpire(long closeAt) {}

  /** An attempt failed; its job may be claimed again at that time, unix milliseconds. */
  default void retries(long at) {}

  /** An attempt ended with a result. */
  default void finished(String job) {}

  /** A job was made as good as new, or removed. */
  default void changed(String job) {}
}
