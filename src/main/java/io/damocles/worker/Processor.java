package io.damocles.worker;

import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProcessorLine;
import io.damocles.prover.ProcessorLineReader;
import io.damocles.prover.ProofWatch;
import io.damocles.prover.ProverException;
import io.damocles.prover.ShortLines;
import io.damocles.prover.TimeLeft;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The child's side of the processor protocol: tasks in on one stream, answers out on another. */
public final class Processor {
  private static final Logger log = LoggerFactory.getLogger(Processor.class);
  private static final int PARENT_GONE = 1;
  private static final long LONGEST_TASK = 256 << 20;

  /** Environment variable with the native library's path; without it the one in the jar. */
  static final String LIBRARY_VARIABLE = "DAMOCLES_NATIVE_LIBRARY";

  private final ProcessorStage stage;
  private final OutputStream out;
  private final Parent parent;

  private Processor(ProcessorStage stage, OutputStream out, Parent parent) {
    this.stage = stage;
    this.out = out;
    this.parent = parent;
  }

  /** How much of what is ours alone the parent understands. */
  enum Parent {
    FOREIGN,
    HEARS_PROGRESS,
    TELLS_DEADLINES;

    /** What the parent said in the environment; null if it said nothing. */
    static Parent of(@Nullable String said) {
      if (said == null) {
        return FOREIGN;
      }
      return said.equals(ProcessorLine.TELLS_DEADLINES) ? TELLS_DEADLINES : HEARS_PROGRESS;
    }
  }

  /**
   * Serves on the standard streams with the native library, on the processors and the memory that
   * the environment names; whatever else is printed goes to the error stream.
   *
   * @param library null for what the environment says, else the one in the jar
   * @param parameterDir null for what the environment says
   * @throws io.damocles.prover.NativeLibraryException if the library cannot be used
   */
  public static int run(
      ProcessorStage.Kind kind,
      Map<String, String> environment,
      @Nullable Path library,
      @Nullable Path parameterDir) {
    OutputStream answers = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    Path inherited =
        Optional.ofNullable(environment.get(LIBRARY_VARIABLE)).map(Path::of).orElse(null);
    Path used = library == null ? inherited : library;
    // Both before the library starts its threads, whose number and memory follow from them.
    ProcessorNuma.prefer(environment, used);
    ProcessorCgroup.enter(environment);
    NativeProofs proofs = NativeProofs.load(new NativeOptions(used, parameterDir, null, 0));
    Parent parent = Parent.of(environment.get(ProcessorLine.PROGRESS_VARIABLE));
    return run(System.in, answers, kind.stage(proofs, parent != Parent.FOREIGN), parent);
  }

  /**
   * Says that it is ready, then serves until the parent closes the stream; blocks so long. Tasks
   * run each in its own daemon thread and may still run when this returns.
   *
   * @param parent what the parent understands
   * @return the exit code, always 1, as damocles' processor ends
   */
  static int run(InputStream in, OutputStream out, ProcessorStage stage, Parent parent) {
    long longest = Math.min(LONGEST_TASK, Runtime.getRuntime().maxMemory() / 4);
    return run(new ShortLines(in, (int) longest), out, stage, parent);
  }

  static int run(ShortLines in, OutputStream out, ProcessorStage stage, Parent parent) {
    return new Processor(stage, out, parent).serve(in);
  }

  private int serve(ShortLines in) {
    try {
      write((ProcessorLine.ready(stage.name()) + "\n").getBytes(StandardCharsets.UTF_8));
      if (parent == Parent.TELLS_DEADLINES) {
        write(ProcessorLine.understandsLimits());
      }
      for (byte[] line = in.next(); line != null; line = in.next()) {
        accept(line);
      }
      log.error("end of input, the parent might be out");
    } catch (ShortLines.TooLongException e) {
      log.error("the parent's task cannot be read: {}", e.getMessage());
    } catch (IOException e) {
      log.error("the parent is gone: {}", e.getMessage());
    }
    return PARENT_GONE;
  }

  /**
   * damocles' processor answers nothing to what it cannot read, and the parent waits for ever; an
   * error under the task's number is an answer that every parent understands.
   */
  private void accept(byte[] line) {
    try {
      ProcessorLineReader.Request request = ProcessorLineReader.request(line);
      Thread thread = new Thread(() -> prove(request), stage.name() + "-" + request.id());
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      log.error("task cannot be read: cause={}", e.getMessage());
      ProcessorLineReader.id(line)
          .ifPresent(
              id -> tell(ProcessorLine.failure(id, "task cannot be read: " + e.getMessage())));
    }
  }

  private void prove(ProcessorLineReader.Request request) {
    long id = request.id();
    byte[] answer;
    try {
      answer = stage.answer(request, watch(request));
    } catch (ProverException e) {
      log.warn("no proof: request={} cause={}", id, e.getMessage());
      answer = ProcessorLine.failure(id, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      log.error("the prover broke: request={}", id, e);
      answer = ProcessorLine.failure(id, "the prover broke: " + e);
    }
    tell(answer);
  }

  private ProofWatch watch(ProcessorLineReader.Request request) {
    long id = request.id();
    return new ProofWatch() {
      @Override
      public void progress(Stage stage, int done, int total) {
        if (parent != Parent.FOREIGN) {
          tell(ProcessorLine.progress(id, stage, done, total));
        }
      }

      @Override
      public boolean cancelled() {
        return false;
      }

      @Override
      public TimeLeft timeLeft() {
        return request.left();
      }
    };
  }

  private void tell(byte[] line) {
    try {
      write(line);
    } catch (IOException e) {
      log.error("the parent does not listen: {}", e.getMessage());
    }
  }

  private void write(byte[] line) throws IOException {
    synchronized (out) {
      out.write(line);
      out.flush();
    }
  }
}
