package io.damocles.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Message;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.Partition;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.rpc.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the chain itself tells: asked of the node, not of the manager. */
public final class ChainView {
  static final String MINER = "f01000";

  private static final long SUBMIT_WINDOWED_POST = 5;
  private static final int ALL = -1;

  private final NodeClient node;
  private final NodeClient devnet;
  private final String token;
  private final String address;
  private final Map<Cid, Boolean> proofs = new HashMap<>();
  private TipSetKey lastKey = TipSetKey.HEAD;
  private @Nullable Moment last;

  /** The devnet that runs in that folder. */
  public static ChainView of(Path home) throws IOException {
    String address = Files.readString(home.resolve("address")).strip();
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    String token = Files.readString(home.resolve("token")).strip();
    return new ChainView(host, port, token);
  }

  private ChainView(String host, int port, String token) {
    this.token = token;
    this.node = new NodeClient(new Endpoint(host, port, false, "/rpc/v1"), token);
    this.devnet = new NodeClient(new Endpoint(host, port, false, "/rpc/devnet"), token);
    this.address = "/ip4/" + host + "/tcp/" + port;
  }

  /**
   * A moment of the chain.
   *
   * @param height of the head
   * @param deadline the current one
   * @param posted its partitions that are proven
   * @param messages proofs that were executed without an error
   * @param pending messages in the pool
   */
  record Moment(long height, long deadline, BitField posted, int messages, int pending) {}

  /** What became of all deadlines so far, as their ends counted it. */
  record Totals(
      @JsonProperty("Deadlines") long deadlines,
      @JsonProperty("Proved") long proved,
      @JsonProperty("Missed") long missed) {}

  private record Status(
      @JsonProperty("Pending") int pending, @JsonProperty("Totals") Totals totals) {}

  private record Match(@JsonProperty("To") String to) {}

  /** For the manager's configuration: a multiaddr, and a token. */
  public String address() {
    return address;
  }

  public String token() {
    return token;
  }

  /** The proving period after the current deadline. */
  public Period period() throws IOException {
    TipSetKey head = head().key();
    return Period.after(deadline(head), deadline -> partitions(deadline, head));
  }

  /** Asks for more only when there is a new head. */
  Moment now() throws IOException {
    TipSet head = head();
    Moment known = last;
    if (known != null && head.key().equals(lastKey)) {
      return known;
    }
    Moment moment = at(head);
    last = moment;
    lastKey = head.key();
    return moment;
  }

  /** Of the head. */
  public long height() throws IOException {
    return head().height();
  }

  /** Partitions of the current deadline that are proven. */
  public long posted() throws IOException {
    TipSetKey head = head().key();
    return posted(deadline(head).index(), head).count();
  }

  private DeadlineInfo deadline(TipSetKey head) throws IOException {
    return node.get(DeadlineInfo.class, "Filecoin.StateMinerProvingDeadline", MINER, head);
  }

  private BitField posted(long deadline, TipSetKey head) throws IOException {
    return node.get(Deadline[].class, "Filecoin.StateMinerDeadlines", MINER, head)[(int) deadline]
        .postSubmissions();
  }

  private Moment at(TipSet head) throws IOException {
    long deadline = deadline(head.key()).index();
    return new Moment(
        head.height(),
        deadline,
        posted(deadline, head.key()),
        messages(head.key()),
        status().pending());
  }

  Totals totals() throws IOException {
    return status().totals();
  }

  /** Makes so many epochs at once. */
  public void advance(long epochs) throws IOException {
    devnet.ask(Object.class, "Devnet.Advance", epochs);
  }

  /** For questions that are not asked here. */
  public NodeClient node() {
    return node;
  }

  /** Replaces the last tipsets; their messages go back to the pool. */
  void reorganise(int tipsets) throws IOException {
    devnet.ask(Object.class, "Devnet.Reorganise", tipsets);
  }

  private TipSet head() throws IOException {
    return node.get(TipSet.class, "Filecoin.ChainHead");
  }

  private Status status() throws IOException {
    return devnet.get(Status.class, "Devnet.Status");
  }

  private int partitions(long deadline, TipSetKey head) throws IOException {
    Partition[] all =
        node.ask(Partition[].class, "Filecoin.StateMinerPartitions", MINER, deadline, head)
            .orElse(new Partition[0]);
    return (int) Arrays.stream(all).filter(one -> !one.activeSectors().isEmpty()).count();
  }

  private int messages(TipSetKey head) throws IOException {
    Cid[] all =
        node.ask(Cid[].class, "Filecoin.StateListMessages", new Match(MINER), head, 0)
            .orElse(new Cid[0]);
    int executed = 0;
    for (Cid cid : all) {
      if (isProof(cid) && isExecuted(cid, head)) {
        executed++;
      }
    }
    return executed;
  }

  private boolean isProof(Cid cid) throws IOException {
    Boolean known = proofs.get(cid);
    if (known == null) {
      Message message = node.get(Message.class, "Filecoin.ChainGetMessage", cid);
      known = message.method() == SUBMIT_WINDOWED_POST;
      proofs.put(cid, known);
    }
    return known;
  }

  private boolean isExecuted(Cid cid, TipSetKey head) throws IOException {
    Optional<MessageLookup> found =
        node.ask(MessageLookup.class, "Filecoin.StateSearchMsg", head, cid, ALL, false);
    return found.filter(lookup -> lookup.receipt().exitCode() == 0).isPresent();
  }
}
