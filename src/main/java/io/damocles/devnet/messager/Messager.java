package io.damocles.devnet.messager;

import io.damocles.chain.ChainJson;
import io.damocles.chain.Message;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.api.Written;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.pool.SendSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps messages by their senders' ids, sends them, and tries again at each new head what the chain
 * refused. On the chain's thread only. Entries outlive the process.
 */
public final class Messager {
  private static final int MOST_KEPT = 10_000;

  private final DevnetChain chain;
  private final Path file;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * @param file one entry a line; the last one of an id counts
   */
  public Messager(DevnetChain chain, Path file, InstantSource clock) {
    this.chain = chain;
    this.file = file;
    this.clock = clock;
    read();
    chain.addListener(changes -> List.copyOf(entries.values()).forEach(this::send));
  }

  /** Takes a message, unless there is one of that id already. */
  public void push(String uid, Message message, long expireEpoch) {
    if (!entries.containsKey(uid)) {
      Entry entry = Entry.fresh(uid, message, expireEpoch, clock.instant().toString());
      keep(entry);
      send(entry);
    }
  }

  public Optional<Entry> find(String uid) {
    return Optional.ofNullable(entries.get(uid));
  }

  /** The message as it is shown; fails if there is none of that id. */
  MessageView view(String uid) {
    Entry entry = find(uid).orElseThrow(() -> new ChainException("record not found"));
    Optional<MessageLookup> found = lookup(entry);
    return MessageView.of(entry, found, state(entry, found.isPresent()), chain.head().height());
  }

  private Optional<MessageLookup> lookup(Entry entry) {
    return entry.signed() == null
        ? Optional.empty()
        : chain.search(TipSetKey.HEAD, entry.signed().cid(), -1, true);
  }

  private static MessageState state(Entry entry, boolean onChain) {
    if (onChain) {
      return MessageState.ON_CHAIN;
    } else if (entry.failed()) {
      return MessageState.FAILED;
    }
    return entry.signed() == null ? MessageState.UNFILLED : MessageState.FILLED;
  }

  private void send(Entry entry) {
    if (entry.signed() != null || entry.failed()) {
      return;
    }
    if (entry.expireEpoch() > 0 && chain.head().height() > entry.expireEpoch()) {
      keep(entry.givenUp());
      return;
    }
    try {
      keep(entry.sent(chain.push(entry.message(), SendSpec.NONE)));
    } catch (ChainException refused) {
      String why = String.valueOf(refused.getMessage());
      if (!why.equals(entry.error())) {
        keep(entry.refused(why));
      }
    }
  }

  private void keep(Entry entry) {
    entries.put(entry.uid(), entry);
    if (entries.size() > MOST_KEPT) {
      entries.remove(entries.keySet().iterator().next());
    }
    try {
      Files.writeString(
          file,
          new String(Written.json(entry), StandardCharsets.UTF_8) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep message " + entry.uid() + " in " + file, e);
    }
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.endsWith("}")) {
          Entry entry = ChainJson.mapper().readValue(line, Entry.class);
          entries.put(entry.uid(), entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read messages of " + file, e);
    }
  }
}
