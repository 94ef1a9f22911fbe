package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.damocles.chain.Address;
import io.damocles.chain.HeadChange;
import io.damocles.chain.Message;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.ChainNode;
import io.damocles.chain.node.HeadListener;
import io.damocles.chain.node.MessagePool;
import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.MessageState.Stage;
import io.damocles.chain.node.MessagerMessagePool;
import io.damocles.chain.node.NodeException;
import io.damocles.chain.node.NodeLimits;
import io.damocles.chain.node.NodeMessagePool;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.chain.node.PushSpec;
import io.damocles.chain.node.SyncRules;
import io.damocles.config.NodeAddress;
import io.damocles.daemon.VertxTimeline;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients of nodes and of venus-messager, on the development chain, through what goes wrong.
 */
class ClientsOnDevnetTest {
  private static final PushSpec SPEC = new PushSpec(1.2, 0, BigInteger.ZERO);
  private static final SyncRules NEVER_OLD =
      new SyncRules(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ofDays(36_500));

  @TempDir Path folder;
  private final List<PreparedMessage> stored = new CopyOnWriteArrayList<>();
  private RunningDevnet devnet;
  private ChainNode chain;

  @BeforeEach
  void start() throws IOException {
    devnet = RunningDevnet.start(folder);
    devnet.advance(10);
    chain =
        ChainNode.of(
            devnet.vertx,
            new VertxTimeline(devnet.vertx),
            List.of(address("ws", "v1")),
            new NodeLimits(Duration.ofSeconds(5), Duration.ofSeconds(10)),
            NEVER_OLD,
            SocketRules.standard());
    RunningDevnet.wait(chain.start());
  }

  @AfterEach
  void stop() {
    RunningDevnet.wait(chain.close());
    devnet.close();
  }

  @Test
  void readsTheMinersDeadlinesPartitionsAndSectors() {
    Address miner = Address.parse(RunningDevnet.MINER);

    assertThat(wait(chain.deadlines(miner, TipSetKey.HEAD))).hasSize(4);
    assertThat(wait(chain.sectors(miner, Optional.empty(), TipSetKey.HEAD))).hasSize(8);
    assertThat(wait(chain.provingDeadline(miner, TipSetKey.HEAD)).currentEpoch()).isEqualTo(10);
    assertThat(wait(chain.minerInfo(miner, TipSetKey.HEAD)).sectorSize()).isEqualTo(2048);
  }

  @Test
  void followsTheHeadThroughAReorganisation() {
    Heads heads = new Heads();
    chain.heads(heads);
    await().untilAsserted(() -> assertThat(heads.seen).containsExactly("current 10"));

    devnet.advance(1);
    devnet.call("Devnet.Reorganise", 2);

    await()
        .untilAsserted(
            () ->
                assertThat(heads.seen)
                    .startsWith("current 10", "apply 11", "revert 11", "revert 10", "apply 10"));
  }

  @Test
  void pushesOnceThoughTheAnswerIsLost() {
    NodeMessagePool pool = new NodeMessagePool(chain);
    devnet.call("Devnet.LoseAnswers", Map.of("Method", "MpoolPush", "Times", 1));

    assertThatThrownBy(() -> send(pool))
        .extracting(failure -> failure.getCause().getCause())
        .isInstanceOfSatisfying(NodeException.class, e -> assertThat(e.isInDoubt()).isTrue());
    wait(pool.push(stored.get(0)));

    assertThat(devnet.call("MpoolPending", List.of())).hasSize(1);
    devnet.advance(2);
    assertThat(state(pool, stored.get(0)).exitCode()).isZero();
    wait(pool.push(stored.get(0)));
    assertThat(devnet.call("MpoolPending", List.of())).isEmpty();
  }

  @Test
  void findsThatAMessageWasDroppedAndPushesItAgain() {
    NodeMessagePool pool = new NodeMessagePool(chain);
    devnet.call("Devnet.DropMessages", 1);

    PreparedMessage sent = send(pool);

    assertThat(state(pool, sent).stage()).isEqualTo(Stage.DROPPED);
    wait(pool.push(sent));
    devnet.advance(2);
    assertThat(state(pool, sent).stage()).isEqualTo(Stage.ON_CHAIN);
  }

  /** The head's messages have left the pool and have no receipts before the next tipset. */
  @Test
  void countsAMessageInTheHeadsBlocksAsPending() {
    NodeMessagePool pool = new NodeMessagePool(chain);
    PreparedMessage sent = send(pool);

    devnet.advance(1);

    assertThat(devnet.call("MpoolPending", List.of())).isEmpty();
    assertThat(state(pool, sent).stage()).isEqualTo(Stage.PENDING);
    devnet.advance(1);
    assertThat(state(pool, sent).stage()).isEqualTo(Stage.ON_CHAIN);
  }

  /** The configuration was changed from a messager to a node. */
  @Test
  void givesUpAMessageThatItCannotFollow() {
    NodeMessagePool pool = new NodeMessagePool(chain);
    PreparedMessage sent = send(pool);
    PreparedMessage ofMessager = new PreparedMessage("uid", sent.message(), SPEC, null);

    assertThat(state(pool, ofMessager).stage()).isEqualTo(Stage.FAILED);
  }

  @Test
  void putsAMessageThatOffersMoreInThePlaceOfOneThatWaits() {
    NodeMessagePool pool = new NodeMessagePool(chain);
    PreparedMessage sent = send(pool);

    PreparedMessage raised =
        wait(
            pool.raise(
                sent,
                BigInteger.ZERO,
                prepared -> {
                  stored.add(prepared);
                  return Future.succeededFuture();
                }));

    assertThat(devnet.call("MpoolPending", List.of())).hasSize(1);
    assertThat(stored).containsExactly(sent, raised);
    devnet.advance(2);
    assertThat(state(pool, raised).stage()).isEqualTo(Stage.ON_CHAIN);
    assertThat(state(pool, sent).stage()).isEqualTo(Stage.REPLACED);
  }

  @Test
  void seesAMessageRevertedAndExecutedAgain() {
    NodeMessagePool pool = new NodeMessagePool(chain);
    PreparedMessage sent = send(pool);
    devnet.advance(2);
    MessageState before = state(pool, sent);
    assertThat(before.stage()).isEqualTo(Stage.ON_CHAIN);

    devnet.call("Devnet.Reorganise", 2);

    assertThat(state(pool, sent).after(before).stage())
        .isIn(Stage.REVERTED, Stage.ON_CHAIN, Stage.PENDING);
    devnet.advance(3);
    assertThat(state(pool, sent).stage()).isEqualTo(Stage.ON_CHAIN);
    assertThat(devnet.call("MpoolPending", List.of())).isEmpty();
  }

  @Test
  void pushesOnceThroughTheMessagerThoughTheAnswerIsLost() throws IOException {
    MessagerMessagePool pool =
        new MessagerMessagePool(
            devnet.vertx, address("http", "v0"), SocketRules.standard(), Duration.ofSeconds(5));
    devnet.call("Devnet.LoseAnswers", Map.of("Method", "Message.PushMessageWithId", "Times", 1));

    PreparedMessage sent = send(pool);
    wait(pool.push(sent));

    devnet.advance(3);
    MessageState state = state(pool, sent);
    assertThat(state.stage()).isEqualTo(Stage.ON_CHAIN);
    assertThat(state.exitCode()).isZero();
    assertThat(devnet.call("MpoolPending", List.of())).isEmpty();
    wait(pool.close());
  }

  private PreparedMessage send(MessagePool pool) {
    Address from = Address.parse(devnet.call("WalletList").get(0).textValue());
    Address to = Address.parse(devnet.call("WalletList").get(1).textValue());
    BigInteger none = BigInteger.ZERO;
    Message message = new Message(0, to, from, 0, BigInteger.ONE, 0, none, none, 0, null);
    return wait(
        pool.send(
            message,
            SPEC,
            "",
            prepared -> {
              stored.add(prepared);
              return Future.succeededFuture();
            }));
  }

  private static MessageState state(MessagePool pool, PreparedMessage message) {
    return wait(pool.state(message));
  }

  private static <T> T wait(Future<T> future) {
    return RunningDevnet.wait(future);
  }

  private NodeAddress address(String scheme, String version) throws IOException {
    String token = Files.readString(devnet.home.tokenFile()).strip();
    URI url = URI.create(scheme + "://" + devnet.address() + "/rpc/" + version);
    return new NodeAddress(url, Optional.of(token));
  }

  private static final class Heads implements HeadListener {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void current(TipSet head, String node) {
      seen.add("current " + head.height());
    }

    @Override
    public void changed(List<HeadChange> changes) {
      changes.forEach(change -> seen.add(change.type() + " " + change.val().height()));
    }
  }
}
