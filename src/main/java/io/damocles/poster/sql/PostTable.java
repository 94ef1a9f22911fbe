package io.damocles.poster.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.BitField;
import io.damocles.chain.ChainJson;
import io.damocles.chain.RlePlus;
import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.job.sql.Sql;
import io.damocles.poster.PartitionLink;
import io.damocles.poster.PostMessage;
import io.damocles.poster.ProvingWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All statements on the poster's tables; within a transaction that the caller keeps. */
public final class PostTable {
  private static final String WINDOW =
      "deadline_idx, challenge, open_epoch, close_epoch, fault_cutoff";
  private static final String LINK =
      """
      INSERT INTO post_partition (miner, partition_idx, deadline_idx, challenge, open_epoch, close_epoch,
        fault_cutoff, job, seed, skipped, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
  private static final String UNLINK =
      "DELETE FROM post_partition WHERE miner = ? AND open_epoch = ? AND partition_idx = ?";
  private static final String LINKS =
      "SELECT "
          + WINDOW
          + """
          , miner, partition_idx, job, seed, skipped FROM post_partition
          WHERE miner = ? AND open_epoch = ? ORDER BY partition_idx""";
  private static final String UPDATE_MESSAGE =
      "UPDATE post_message SET prepared = ?, state = ?, updated_at = ? WHERE uid = ?";
  private static final String INSERT_MESSAGE =
      """
      INSERT INTO post_message (uid, kind, miner, deadline_idx, challenge, open_epoch, close_epoch, fault_cutoff,
        partitions, prepared, state, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
  private static final String MESSAGES =
      "SELECT "
          + WINDOW
          + """
          , miner, kind, partitions, prepared, state FROM post_message
          WHERE miner = ? AND open_epoch = ? ORDER BY created_at, uid""";

  private final Sql sql;

  public PostTable(Sql sql) {
    this.sql = sql;
  }

  /** Stores which job proves a partition, in place of the one before. */
  public void link(PartitionLink link, long wall) throws SQLException {
    unlink(link.miner(), link.open(), link.partition());
    ProvingWindow window = link.window();
    sql.update(
        LINK,
        link.miner(),
        link.partition(),
        window.index(),
        window.challenge(),
        window.open(),
        window.close(),
        window.faultCutoff(),
        link.job(),
        link.seed(),
        RlePlus.encode(link.skipped()),
        wall);
  }

  void unlink(long miner, long open, long partition) throws SQLException {
    sql.update(UNLINK, miner, open, partition);
  }

  List<PartitionLink> links(long miner, long open) throws SQLException {
    return sql.list(LINKS, PostTable::link, miner, open);
  }

  void save(PostMessage message, long wall) throws SQLException {
    String prepared = json(message.prepared());
    String state = json(message.state());
    if (sql.update(UPDATE_MESSAGE, prepared, state, wall, message.uid()) > 0) {
      return;
    }
    ProvingWindow window = message.window();
    sql.update(
        INSERT_MESSAGE,
        message.uid(),
        message.kind().name().toLowerCase(Locale.ROOT),
        message.miner(),
        window.index(),
        window.challenge(),
        window.open(),
        window.close(),
        window.faultCutoff(),
        message.partitions().stream().map(Object::toString).collect(Collectors.joining(",")),
        prepared,
        state,
        wall,
        wall);
  }

  List<PostMessage> messages(long miner, long open) throws SQLException {
    return sql.list(MESSAGES, PostTable::message, miner, open);
  }

  int forget(long before) throws SQLException {
    return sql.update("DELETE FROM post_partition WHERE created_at < ?", before)
        + sql.update("DELETE FROM post_message WHERE updated_at < ?", before);
  }

  private static ProvingWindow window(ResultSet row) throws SQLException {
    return new ProvingWindow(
        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }

  private static PartitionLink link(ResultSet row) throws SQLException {
    return new PartitionLink(
        row.getLong(6),
        window(row),
        row.getLong(7),
        row.getString(8),
        row.getBytes(9),
        skipped(row.getBytes(10)));
  }

  private static BitField skipped(byte[] bytes) {
    return RlePlus.decode(bytes);
  }

  private static PostMessage message(ResultSet row) throws SQLException {
    return new PostMessage(
        PostMessage.Kind.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        row.getLong(6),
        window(row),
        partitions(row.getString(8)),
        value(row.getString(9), PreparedMessage.class),
        value(row.getString(10), MessageState.class));
  }

  private static List<Long> partitions(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",")).map(Long::parseUnsignedLong).toList();
  }

  private static String json(Object value) throws SQLException {
    try {
      return ChainJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new SQLException("post_message cannot hold it", e);
    }
  }

  private static <T> T value(String json, Class<T> type) throws SQLException {
    try {
      return ChainJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new SQLException("post_message holds a " + type.getSimpleName() + " that is none", e);
    }
  }
}
