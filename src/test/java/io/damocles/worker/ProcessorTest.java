package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.damocles.prover.ProcessorLine;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.ShortLines;
import io.damocles.prover.TimeLeft;
import io.damocles.prover.WindowPostOutput;
import io.damocles.prover.WindowPostTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  private static final WindowPostTask TASK =
      new WindowPostTask(
          1000,
          ProofType.WINDOW_2KIB_V1_2,
          List.of(new Replica(-1, new byte[32], Path.of("/c"), Path.of("/s"))),
          new byte[32]);

  private final ScriptedProver prover = new ScriptedProver();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PipedOutputStream parent = new PipedOutputStream();
  private PipedInputStream in;
  private CompletableFuture<Integer> exit = new CompletableFuture<>();

  @BeforeEach
  void setUp() throws IOException {
    in = new PipedInputStream(parent, 1 << 16);
  }

  @Test
  void saysReadyFirstAndAnswersEachTask() throws Exception {
    exit = serve(Processor.Parent.FOREIGN);
    prover.answer(new WindowPostOutput(List.of(new byte[] {1, 2, 3}), List.of(-1L)));

    parent.write(ProcessorLine.request(7, TASK));
    parent.flush();

    await().until(() -> lines().size() == 2);
    assertThat(lines())
        .containsExactly(
            "window_post processor ready",
            "{\"id\":7,\"err_msg\":null,\"output\":{\"proofs\":[\"AQID\"],\"faults\":[18446744073709551615]}}");
    parent.close();
    assertThat(exit.get(5, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void answersTheErrorOfAProof() throws Exception {
    exit = serve(Processor.Parent.FOREIGN);
    prover.fail(new ProverException("two\nlines"));

    parent.write(ProcessorLine.request(1, TASK));
    parent.flush();

    await().until(() -> lines().size() == 2);
    assertThat(lines().get(1)).isEqualTo("{\"id\":1,\"err_msg\":\"two\\nlines\",\"output\":null}");
  }

  @Test
  void answersAlsoWhenTheProverBreaks() throws Exception {
    exit = serve(Processor.Parent.FOREIGN);
    prover.fail(new IllegalStateException("broken"));

    parent.write(ProcessorLine.request(1, TASK));
    parent.flush();

    await().until(() -> lines().size() == 2);
    assertThat(lines().get(1))
        .contains("the prover broke: java.lang.IllegalStateException: broken");
  }

  @Test
  void answersNothingToALineWithoutANumber() throws Exception {
    exit = serve(Processor.Parent.FOREIGN);
    prover.answer(ScriptedProver.OUTPUT);

    parent.write("rubbish\n\n{\"task\":1}\n[1]\n".getBytes(StandardCharsets.UTF_8));
    parent.write(ProcessorLine.request(2, TASK));
    parent.flush();

    await().until(() -> lines().size() == 2);
    assertThat(lines().get(1)).startsWith("{\"id\":2,");
  }

  @Test
  void answersWhatIsWrongWithATaskThatHasANumber() throws Exception {
    exit = serve(Processor.Parent.FOREIGN);

    parent.write(
        "{\"id\":1}\n{\"id\":2,\"task\":3}\n{\"id\":3,\"task\":{\"miner_\n"
            .getBytes(StandardCharsets.UTF_8));
    parent.flush();

    await().until(() -> lines().size() == 4);
    assertThat(lines().get(1))
        .isEqualTo("{\"id\":1,\"err_msg\":\"task cannot be read: no task\",\"output\":null}");
    assertThat(lines().get(2)).startsWith("{\"id\":2,\"err_msg\":\"task cannot be read: no ");
    assertThat(lines().get(3)).startsWith("{\"id\":3,\"err_msg\":\"task cannot be read: ");
  }

  @Test
  void endsWithItsParentAlsoInTheMiddleOfAProof() throws Exception {
    exit = serve(Processor.Parent.HEARS_PROGRESS);
    parent.write(ProcessorLine.request(1, TASK));
    parent.flush();
    await().until(() -> prover.running() == 1);

    parent.close();

    assertThat(exit.get(5, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(lines().get(1))
        .isEqualTo("{\"id\":1,\"progress\":{\"stage\":\"VANILLA\",\"done\":0,\"total\":1}}");
  }

  @Test
  void tellsOnlyAParentOfItsKindThatItUnderstandsDeadlines() throws Exception {
    exit = serve(Processor.Parent.of("2"));
    parent.write(ProcessorLine.request(7, TASK, new TimeLeft(9_000L, null)));
    parent.flush();
    await().until(() -> prover.running() == 1);

    assertThat(lines().get(1)).isEqualTo("{\"id\":0,\"understands\":[\"limits\"]}");
    assertThat(prover.timeLeft()).isEqualTo(new TimeLeft(9_000L, null));
    assertThat(Processor.Parent.of("1")).isEqualTo(Processor.Parent.HEARS_PROGRESS);
    assertThat(Processor.Parent.of(null)).isEqualTo(Processor.Parent.FOREIGN);
  }

  @Test
  void endsIfATaskHasNoEnd() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    int code =
        Processor.run(
            new ShortLines(endless, 1_000),
            out,
            ProcessorStage.windowPost(prover, false),
            Processor.Parent.FOREIGN);

    assertThat(code).isEqualTo(1);
    assertThat(lines()).containsExactly("window_post processor ready");
  }

  private CompletableFuture<Integer> serve(Processor.Parent parentKind) {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                code.complete(
                    Processor.run(
                        in,
                        out,
                        ProcessorStage.windowPost(prover, parentKind != Processor.Parent.FOREIGN),
                        parentKind)));
    thread.setDaemon(true);
    thread.start();
    return code;
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
