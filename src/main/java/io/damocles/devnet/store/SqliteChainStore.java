package io.damocles.devnet.store;

import io.damocles.chain.Cid;
import io.damocles.chain.Receipt;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.devnet.chain.ChainStore;
import io.damocles.devnet.wallet.SecpKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A chain in a SQLite file; one transaction a step. For one thread at a time. */
public final class SqliteChainStore implements ChainStore {
  private static final int MOST_PUSHES = 10_000;

  private final ChainFile file;

  private SqliteChainStore(ChainFile file) {
    this.file = file;
  }

  /**
   * Opens the file, making it if it is missing.
   *
   * @throws IllegalStateException naming the file, if it cannot be opened
   */
  public static SqliteChainStore open(Path file) {
    return new SqliteChainStore(new ChainFile(file));
  }

  /** What a tipset's row holds as JSON. */
  private record Row(TipSet tipset, List<SignedMessage> messages, List<Receipt> receipts) {}

  private record Head(String network, byte[] seed, long genesisMillis, long forks) {}

  @Override
  public Optional<StoredChain> load() {
    try {
      List<Head> heads =
          file.list(
              "SELECT network, seed, genesis_millis, forks FROM chain",
              row -> new Head(row.getString(1), row.getBytes(2), row.getLong(3), row.getLong(4)));
      return heads.isEmpty() ? Optional.empty() : Optional.of(load(heads.get(0)));
    } catch (SQLException e) {
      throw file.failure(e);
    }
  }

  private StoredChain load(Head head) throws SQLException {
    List<SecpKey> keys =
        file.list(
            "SELECT secret FROM wallet_key ORDER BY rowid",
            row -> SecpKey.ofBytes(row.getBytes(1)));
    List<StoredTipset> tipsets =
        file.list(
            "SELECT before_state, after_state, content FROM tipset ORDER BY height",
            row -> tipset(row.getString(1), row.getString(2), row.getBytes(3)));
    List<SignedMessage> pool =
        file.list(
            "SELECT content FROM waiting ORDER BY rowid",
            row -> Content.read(row.getBytes(1), SignedMessage.class));
    return new StoredChain(
        head.network(),
        head.seed(),
        head.genesisMillis(),
        head.forks(),
        keys,
        tipsets,
        pool,
        pushes());
  }

  private Map<UUID, SignedMessage> pushes() throws SQLException {
    Map<UUID, SignedMessage> pushes = new LinkedHashMap<>();
    file.list(
        "SELECT id, content FROM push ORDER BY rowid",
        row ->
            pushes.put(
                UUID.fromString(row.getString(1)),
                Content.read(row.getBytes(2), SignedMessage.class)));
    return pushes;
  }

  private static StoredTipset tipset(String before, String after, byte[] content) {
    Row row = Content.read(content, Row.class);
    return new StoredTipset(
        row.tipset(), Cid.parse(before), Cid.parse(after), row.messages(), row.receipts());
  }

  @Override
  public byte[] part(Cid cid) {
    try {
      List<byte[]> parts =
          file.list(
              "SELECT content FROM part WHERE cid = ?", row -> row.getBytes(1), cid.toString());
      if (parts.isEmpty()) {
        throw new IllegalStateException("part " + cid + " of a state is not in the chain's file");
      }
      return Content.expanded(parts.get(0));
    } catch (SQLException e) {
      throw file.failure(e);
    }
  }

  @Override
  public void begin(StoredChain chain, Map<Cid, byte[]> parts) {
    file.transaction(
        () -> {
          file.update(
              "INSERT INTO chain (network, seed, genesis_millis, forks) VALUES (?, ?, ?, ?)",
              chain.network(),
              chain.seed(),
              chain.genesisMillis(),
              chain.forks());
          for (SecpKey key : chain.keys()) {
            insert(key);
          }
          insert(parts);
          insert(chain.tipsets());
        });
  }

  @Override
  public void save(Step step) {
    file.transaction(
        () -> {
          file.update("DELETE FROM tipset WHERE height > ?", step.last());
          file.update("DELETE FROM tipset WHERE height > 0 AND height < ?", step.oldest());
          insert(step.parts());
          insert(step.added());
          for (SignedMessage message : step.waiting()) {
            insert(message);
          }
          for (Cid gone : step.gone()) {
            remove(gone);
          }
          file.update(
              "UPDATE chain SET genesis_millis = ?, forks = ?", step.genesisMillis(), step.forks());
        });
  }

  @Override
  public void savePush(SignedMessage message, Optional<Cid> replaced, Optional<UUID> id) {
    file.transaction(
        () -> {
          if (replaced.isPresent()) {
            remove(replaced.get());
          }
          insert(message);
          if (id.isPresent()) {
            insert(id.get(), message);
          }
        });
  }

  @Override
  public void saveKey(SecpKey key) {
    file.transaction(() -> insert(key));
  }

  @Override
  public void dropParts(Set<Cid> used) {
    file.transaction(
        () -> {
          List<String> stored = file.list("SELECT cid FROM part", row -> row.getString(1));
          for (String cid : stored) {
            if (!used.contains(Cid.parse(cid))) {
              file.update("DELETE FROM part WHERE cid = ?", cid);
            }
          }
        });
  }

  private void insert(List<StoredTipset> tipsets) throws SQLException {
    for (StoredTipset tipset : tipsets) {
      file.update(
          "INSERT INTO tipset (height, before_state, after_state, content) VALUES (?, ?, ?, ?)",
          tipset.tipset().height(),
          tipset.before().toString(),
          tipset.after().toString(),
          Content.of(new Row(tipset.tipset(), tipset.messages(), tipset.receipts())));
    }
  }

  private void insert(Map<Cid, byte[]> parts) throws SQLException {
    for (Map.Entry<Cid, byte[]> part : parts.entrySet()) {
      file.update(
          "INSERT OR IGNORE INTO part (cid, content) VALUES (?, ?)",
          part.getKey().toString(),
          Content.compressed(part.getValue()));
    }
  }

  private void insert(SignedMessage message) throws SQLException {
    file.update(
        "INSERT OR IGNORE INTO waiting (cid, content) VALUES (?, ?)",
        message.cid().toString(),
        Content.of(message));
  }

  private void insert(UUID id, SignedMessage message) throws SQLException {
    file.update(
        "INSERT OR IGNORE INTO push (id, content) VALUES (?, ?)",
        id.toString(),
        Content.of(message));
    file.update("DELETE FROM push WHERE rowid <= (SELECT max(rowid) FROM push) - ?", MOST_PUSHES);
  }

  private void insert(SecpKey key) throws SQLException {
    file.update("INSERT INTO wallet_key (secret) VALUES (?)", key.bytes());
  }

  private void remove(Cid message) throws SQLException {
    file.update("DELETE FROM waiting WHERE cid = ?", message.toString());
  }

  @Override
  public void close() {
    file.close();
  }
}
