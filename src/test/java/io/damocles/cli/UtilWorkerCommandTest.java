package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UtilWorkerCommandTest {
  private static final String PING =
      "{\"Info\":{\"Name\":\"%s\",\"Dest\":\"10.0.0.2:17890\",\"Version\":\"v1\",\"Summary\":"
          + "{\"Threads\":2,\"Empty\":1,\"Paused\":0,\"Running\":1,\"Waiting\":0,\"Errors\":3}},"
          + "\"LastPing\":%d}";

  private final FakeManager manager = new FakeManager();
  private final CommandRun.Shell shell = new CommandRun.Shell().at("2026-11-24T12:48:03.345670Z");

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void listsWorkersAndMarksThoseThatAreSilent() {
    manager.answer(
        "WorkerPingInfoList",
        "\"result\":["
            + PING.formatted("w1", 1_795_524_471)
            + ","
            + PING.formatted("wdpost-02", 1_795_523_000)
            + "]");

    assertThat(worker("list").out())
        .isEqualTo(
            """
            Name       Dest            Version  Threads  Empty  Paused  Running  Waiting  Errors  LastPing(with ! if expired)
            w1         10.0.0.2:17890  v1       2        1      0       1        0        3       12.34567s
            wdpost-02  10.0.0.2:17890  v1       2        1      0       1        0        3       24m43.34567s (!)
            """);
    assertThat(worker("list", "--expiration", "1h").out()).doesNotContain("(!)");
  }

  @Test
  void printsOnlyTheHeaderWhereThereIsNoWorker() throws IOException {
    manager.answer("WorkerPingInfoList", "\"result\":null");

    assertThat(worker("list").out())
        .isEqualTo(Recorded.output("damocles-cli-proving.txt", "worker list"));
  }

  @Test
  void removesAWorker() {
    manager
        .answer("WorkerGetPingInfo", "\"result\":" + PING.formatted("w1", 1))
        .answer("WorkerPingInfoRemove", "\"unused\":0");

    assertThat(worker("remove", "w1")).isEqualTo(new CommandRun(0, "'w1' removed\n", ""));
    assertThat(manager.calls())
        .containsExactly("WorkerGetPingInfo [\"w1\"]", "WorkerPingInfoRemove [\"w1\"]");
  }

  @Test
  void doesNotRemoveAWorkerThatIsNotThere() {
    manager.answer("WorkerGetPingInfo", "\"result\":null");

    var run = worker("remove", "w9");

    assertThat(run.err())
        .endsWith("\tworker info not found. please make sure the instance name is correct: w9\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void aWrongExpirationIsWrongUsage() {
    var run = worker("list", "--expiration", "soon");

    assertThat(run.err()).contains("--expiration: \"soon\" is no Go duration; write 10m or 1h30m");
    assertThat(run.code()).isEqualTo(2);
  }

  private CommandRun worker(String... command) {
    String[] args = new String[4 + command.length];
    String[] before = {"util", "--listen", manager.address(), "worker"};
    System.arraycopy(before, 0, args, 0, before.length);
    System.arraycopy(command, 0, args, before.length, command.length);
    return shell.manager(args);
  }
}
