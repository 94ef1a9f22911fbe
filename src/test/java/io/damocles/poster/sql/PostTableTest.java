package io.damocles.poster.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Message;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.chain.node.PushSpec;
import io.damocles.job.sql.Database;
import io.damocles.job.sql.Sql;
import io.damocles.poster.PartitionLink;
import io.damocles.poster.PostMessage;
import io.damocles.poster.ProvingWindow;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostTableTest {
  private static final ProvingWindow WINDOW = new ProvingWindow(3, 80, 100, 160, 30);
  private static final long LARGEST = -1;

  private Connection connection;
  private PostTable table;

  @BeforeEach
  void open(@TempDir Path folder) throws SQLException {
    connection = Database.open(folder.resolve("jobs.db")).connect();
    table = new PostTable(new Sql(connection));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void keepsWhichJobProvesAPartition() throws SQLException {
    PartitionLink link = link("first", BitField.of(2, 7));

    table.link(link, 1);

    assertThat(table.links(LARGEST, 100)).usingRecursiveComparison().isEqualTo(List.of(link));
    assertThat(table.links(LARGEST, 99)).isEmpty();
  }

  @Test
  void replacesAJobByTheNextOne() throws SQLException {
    table.link(link("first", BitField.EMPTY), 1);
    table.link(link("second", BitField.EMPTY), 2);

    assertThat(table.links(LARGEST, 100)).extracting(PartitionLink::job).containsExactly("second");
  }

  @Test
  void keepsAllThatSendingAMessageAgainNeeds() throws SQLException {
    PostMessage message = message("uid", MessageState.of(MessageState.Stage.PENDING, null, "sent"));

    table.save(message, 1);

    PostMessage read = table.messages(LARGEST, 100).get(0);
    assertThat(read).usingRecursiveComparison().isEqualTo(message);
    assertThat(read.prepared().cid()).isEqualTo(message.prepared().cid());
  }

  @Test
  void keepsWhereAMessageStands() throws SQLException {
    PostMessage message = message("uid", MessageState.of(MessageState.Stage.PENDING, null, "sent"));
    table.save(message, 1);
    MessageState executed =
        new MessageState(
            MessageState.Stage.ON_CHAIN,
            message.prepared().cid().orElseThrow(),
            120,
            TipSetKey.HEAD,
            16,
            "executed");

    table.save(message.with(executed), 2);

    assertThat(table.messages(LARGEST, 100))
        .extracting(PostMessage::state)
        .containsExactly(executed);
  }

  @Test
  void forgetsWhatIsOld() throws SQLException {
    table.link(link("first", BitField.EMPTY), 1);
    table.save(message("a", MessageState.of(MessageState.Stage.PENDING, null, "sent")), 1);
    table.save(message("b", MessageState.of(MessageState.Stage.PENDING, null, "sent")), 5);

    assertThat(table.forget(5)).isEqualTo(2);
    assertThat(table.links(LARGEST, 100)).isEmpty();
    assertThat(table.messages(LARGEST, 100)).extracting(PostMessage::uid).containsExactly("b");
  }

  private static PartitionLink link(String job, BitField skipped) {
    return new PartitionLink(LARGEST, WINDOW, 4, job, new byte[] {1, 2}, skipped);
  }

  private static PostMessage message(String uid, MessageState state) {
    Message message =
        new Message(
            0,
            Address.ofId(1_000),
            Address.ofId(100),
            7,
            BigInteger.ZERO,
            50_000_000,
            BigInteger.TEN.pow(10),
            BigInteger.ONE,
            5,
            new byte[] {1, 2, 3});
    SignedMessage signed = new SignedMessage(message, new Signature(1, new byte[65]));
    PushSpec spec = new PushSpec(1.2, 0, BigInteger.ZERO);
    return new PostMessage(
        PostMessage.Kind.PROOF,
        LARGEST,
        WINDOW,
        List.of(0L, 2L),
        new PreparedMessage(uid, message, spec, signed),
        state);
  }
}
