package io.damocles.prover;

import io.damocles.prover.ExternalRequest.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running child, from its start to its exit, with what it works on. */
final class ExternalProcess {
  private static final Logger log = LoggerFactory.getLogger(ExternalProcess.class);
  private static final String READY = ProcessorLine.ready(ProcessorLine.WINDOW_POST);
  private static final int SHOWN = 100;
  private static final int LONGEST_ANSWER = 16 << 20;
  private static final int LAST_LINES_MILLIS = 1_000;

  private final String name;
  private final Process process;
  private final Listener listener;
  private final TaskPipe tasks;
  private final Map<Long, ExternalRequest> pending = new HashMap<>();
  private volatile boolean understandsLimits;
  private boolean ended;
  private boolean killed;

  private ExternalProcess(String name, Process process, Listener listener) {
    this.name = name;
    this.process = process;
    this.listener = listener;
    tasks = new TaskPipe(process.getOutputStream());
  }

  /** Told from the child's reader thread. */
  interface Listener {
    /** The child said that it is ready. */
    void ready(ExternalProcess process);

    /** A request ended, so the child has room for another. */
    void freed();

    /** Asked of each line that cannot be read: whether it was kept elsewhere than in the log. */
    boolean keeps(ExternalProcess process, byte[] unreadable);

    /** The child is gone; its requests end after this. */
    void exited(ExternalProcess process);
  }

  /**
   * Starts a child.
   *
   * @throws IOException if the program cannot be started
   */
  static ExternalProcess start(ExternalCommand command, Listener listener) throws IOException {
    Process process = command.start();
    ExternalProcess started = new ExternalProcess(command.name(), process, listener);
    thread("processor-reader-" + process.pid(), started::read).start();
    thread("processor-writer-" + process.pid(), started::writeAll).start();
    started.endSoonAfterExit();
    return started;
  }

  long pid() {
    return process.pid();
  }

  /** Whether it was ended by this side. */
  synchronized boolean wasKilled() {
    return killed;
  }

  synchronized int load() {
    return pending.size();
  }

  /** Whether it is gone, or going. */
  synchronized boolean isEnding() {
    return ended || killed;
  }

  /** Takes a place in this child; null if it is gone. */
  synchronized @Nullable ExternalRequest open(long id, ProofWatch watch, Duration patience) {
    if (isEnding()) {
      return null;
    }
    ExternalRequest request = new ExternalRequest(id, watch, this, patience);
    pending.put(id, request);
    return request;
  }

  /** Whether it said that it understands what a deadline leaves. */
  boolean understandsLimits() {
    return understandsLimits;
  }

  /** Sends a request's line; never blocks, whatever the child does. */
  void write(long id, byte[] line) {
    tasks.add(id, line);
  }

  /** Whether it has work and has taken none of it; a child that works may be slow to take more. */
  synchronized boolean takesNothing() {
    return !pending.isEmpty() && tasks.areUnread(pending.keySet());
  }

  /** Ends a child that has taken nothing for too long. */
  void killDeaf(Duration patience) {
    log.error(
        "child killed, it does not read its task: child={} pid={} waitedMillis={}",
        name,
        pid(),
        patience.toMillis());
    destroyTree();
  }

  /** Ends the child if it works only on what nobody waits for. */
  void killIfUseless() {
    boolean useless;
    synchronized (this) {
      useless =
          !pending.isEmpty() && pending.values().stream().allMatch(ExternalRequest::isAbandoned);
    }
    if (useless) {
      log.info("child killed, its proof is not wanted any more: child={} pid={}", name, pid());
      kill();
    }
  }

  /** Ends the child and what it started. */
  void kill() {
    synchronized (this) {
      killed = true;
    }
    destroyTree();
  }

  private void end() {
    List<ExternalRequest> lost;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      lost = new ArrayList<>(pending.values());
      pending.clear();
    }
    tasks.end();
    listener.exited(this);
    lost.forEach(request -> request.end(Ending.CHILD_GONE));
  }

  private static Thread thread(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  /** What the child has started may hold its output open for ever, so its exit counts as well. */
  private void endSoonAfterExit() {
    CompletableFuture<Void> unused =
        process
            .onExit()
            .thenRunAsync(
                this::end,
                CompletableFuture.delayedExecutor(LAST_LINES_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void read() {
    try (ShortLines lines = new ShortLines(process.getInputStream(), LONGEST_ANSWER)) {
      byte[] first = lines.next();
      if (first == null || !text(first, SHOWN).strip().equals(READY)) {
        log.warn(
            "child did not say that it is ready: child={} pid={} line={}",
            name,
            pid(),
            first == null ? "(end of output)" : text(first, SHOWN));
        return;
      }
      listener.ready(this);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        hear(line);
      }
    } catch (ShortLines.TooLongException e) {
      log.error("child killed: child={} pid={} cause={}", name, pid(), e.getMessage());
    } catch (IOException e) {
      log.debug("child's output ended: child={} pid={}", name, pid(), e);
    } finally {
      killQuietly();
    }
  }

  private void hear(byte[] line) {
    ProcessorLineReader.Answer answer;
    try {
      answer = ProcessorLineReader.answer(line);
    } catch (IOException e) {
      complain(line, e.getMessage());
      return;
    }
    if (answer instanceof ProcessorLineReader.Progress progress) {
      ExternalRequest request = find(progress.id());
      if (request != null) {
        request.progress(progress.stage(), progress.done(), progress.total());
      }
    } else if (answer instanceof ProcessorLineReader.UnderstandsLimits) {
      understandsLimits = true;
    } else if (answer instanceof ProcessorLineReader.Done done) {
      finish(done.id(), new Ending(done.output(), null));
    } else if (answer instanceof ProcessorLineReader.Failed failed) {
      finish(failed.id(), new Ending(null, failed.message()));
    } else if (answer instanceof ProcessorLineReader.Unreadable unreadable) {
      complain(line, unreadable.message());
      finish(unreadable.id(), new Ending(null, unreadable.message()));
    }
  }

  private void complain(byte[] line, @Nullable String cause) {
    if (!listener.keeps(this, line)) {
      log.warn(
          "child's line makes no sense: child={} pid={} cause={} line={}",
          name,
          pid(),
          cause,
          text(line, SHOWN));
    }
  }

  private synchronized @Nullable ExternalRequest find(long id) {
    return pending.get(id);
  }

  private void finish(long id, Ending how) {
    ExternalRequest request;
    synchronized (this) {
      request = pending.remove(id);
    }
    if (request == null) {
      log.warn("child answered what nobody asked: child={} pid={} id={}", name, pid(), id);
      return;
    }
    request.end(how);
    listener.freed();
    killIfUseless();
  }

  private void writeAll() {
    try {
      tasks.writeAll();
    } catch (IOException e) {
      log.warn("child takes no more: child={} pid={} cause={}", name, pid(), e.getMessage());
      destroyTree();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void killQuietly() {
    destroyTree();
    awaitExit();
    end();
  }

  /**
   * Whoever hears of the child's end may start another at once, which needs its GPU; a process that
   * the kernel does not let go is not waited for.
   */
  void awaitExit() {
    try {
      if (!process.waitFor(LAST_LINES_MILLIS, TimeUnit.MILLISECONDS)) {
        log.error("child killed and not gone yet: child={} pid={}", name, pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(byte[] line, int limit) {
    return new String(line, 0, Math.min(line.length, limit), StandardCharsets.UTF_8);
  }

  /**
   * The child first: a script would go on with its next command when the one that it waits for is
   * gone.
   */
  private void destroyTree() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
