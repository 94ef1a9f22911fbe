package io.damocles.prover;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** Tasks on their way into a child, which may read them late or never. */
final class TaskPipe {
  private final OutputStream out;
  private final BlockingQueue<Optional<Line>> outgoing = new LinkedBlockingQueue<>();
  private final Set<Long> unread = ConcurrentHashMap.newKeySet();

  TaskPipe(OutputStream out) {
    this.out = out;
  }

  /** A request's number and its line. */
  private record Line(long id, byte[] bytes) {}

  /** Sends a line; never blocks. */
  void add(long id, byte[] line) {
    unread.add(id);
    outgoing.add(Optional.of(new Line(id, line)));
  }

  /** Whether not one of these has gone into the pipe whole. */
  boolean areUnread(Collection<Long> ids) {
    return unread.containsAll(ids);
  }

  /** Lets {@link #writeAll} return after what was added. */
  void end() {
    outgoing.add(Optional.empty());
  }

  /** Writes what is added until the end; blocks for as long as the child does not read. */
  void writeAll() throws IOException, InterruptedException {
    try (out) {
      for (var line = outgoing.take(); line.isPresent(); line = outgoing.take()) {
        out.write(line.get().bytes());
        out.flush();
        unread.remove(line.get().id());
      }
    }
  }
}
