package io.damocles.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Claims one job a call, until none is left. */
final class ClaimLoad implements Load {
  private final List<byte[]> calls;
  private final List<String> attempts = new ArrayList<>();
  private boolean empty;

  /** One worker a connection, for one miner's jobs. */
  ClaimLoad(int clients, long miner) {
    calls =
        IntStream.range(0, clients)
            .mapToObj(client -> Calls.claim(List.of(miner), 0, "bench-" + client))
            .toList();
  }

  /** Ids of the attempts that were handed out. */
  List<String> attempts() {
    return attempts;
  }

  @Override
  public byte @Nullable [] next(int connection) {
    return empty ? null : calls.get(connection);
  }

  @Override
  public Outcome answered(int connection, HttpAnswer answer) {
    if (answer.refused()) {
      return Outcome.REFUSED;
    }
    String attempt = answer.quotedAfter(Calls.ALLOCATED);
    if (attempt == null) {
      empty = true;
      return Outcome.NOTHING;
    }
    attempts.add(attempt);
    return Outcome.DONE;
  }
}
