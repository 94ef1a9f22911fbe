package io.damocles.poster;

import java.util.List;

/**
 * How a deadline went.
 *
 * @param partitions how many had something to prove
 * @param missed those of them whose proof was not on chain at the close
 * @param skipped sectors that proofs left out
 * @param messages proof messages that were executed
 */
public record DeadlineReport(
    ProvingWindow window, int partitions, List<Long> missed, long skipped, int messages) {

  public int proven() {
    return partitions - missed.size();
  }
}
