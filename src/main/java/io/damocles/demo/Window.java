package io.damocles.demo;

/**
 * A deadline with something to prove.
 *
 * @param challenge the epoch whose randomness is proven
 * @param open the first epoch in which a proof is taken
 * @param close the first epoch in which it is not
 * @param partitions how many are to be proven
 */
public record Window(long index, long challenge, long open, long close, int partitions) {

  boolean isChallenged(long height) {
    return height >= challenge;
  }

  boolean isOpen(long height) {
    return height >= open && height < close;
  }

  boolean isClosed(long height) {
    return height >= close;
  }

  /** Where it stands at that height, in one word. */
  String phase(long height) {
    if (isClosed(height)) {
      return "closed";
    }
    if (isOpen(height)) {
      return "open";
    }
    return isChallenged(height) ? "challenged" : "waits";
  }
}
