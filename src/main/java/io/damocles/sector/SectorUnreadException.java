package io.damocles.sector;

/** A check that could not be made, through no fault of the sector. */
public final class SectorUnreadException extends Exception {
  public SectorUnreadException(String message, Throwable cause) {
    super(message, cause);
  }
}
