package io.damocles.poster.sql;

import io.damocles.poster.PartitionLink;
import io.damocles.poster.PostMessage;
import io.damocles.poster.PostStore;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;

/** Keeps what the poster must not forget in the job table's database, through its one writer. */
public final class SqlPostStore implements PostStore {
  private final Writer writer;
  private final Timeline timeline;

  public SqlPostStore(Writer writer, Timeline timeline) {
    this.writer = writer;
    this.timeline = timeline;
  }

  /** Runs work in a transaction; the future completes after its commit. */
  public interface Writer {
    <T> Future<T> run(Work<T> work);
  }

  /** Statements that belong together; may run more than once. */
  public interface Work<T> {
    T run(PostTable table) throws SQLException;
  }

  @Override
  public Future<List<PartitionLink>> links(long miner, long open) {
    return writer.run(table -> table.links(miner, open));
  }

  @Override
  public Future<Void> unlink(long miner, long open, long partition) {
    return writer
        .run(
            table -> {
              table.unlink(miner, open, partition);
              return partition;
            })
        .mapEmpty();
  }

  @Override
  public Future<Void> save(PostMessage message) {
    long wall = timeline.now().wall();
    return writer
        .run(
            table -> {
              table.save(message, wall);
              return message;
            })
        .mapEmpty();
  }

  @Override
  public Future<List<PostMessage>> messages(long miner, long open) {
    return writer.run(table -> table.messages(miner, open));
  }

  @Override
  public Future<Integer> forget(long before) {
    return writer.run(table -> table.forget(before));
  }
}
