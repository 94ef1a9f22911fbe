package io.damocles.job.sql;

/**
 * The job table cannot be read or written; the message names the file and the cause. Nothing was
 * changed.
 */
public final class StoreException extends RuntimeException {
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreException(String message) {
    super(message);
  }
}
