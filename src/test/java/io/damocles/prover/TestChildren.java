package io.damocles.prover;

import io.damocles.config.WorkerConfig.Cgroup;
import io.damocles.config.WorkerConfig.ExternalProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** Real children: shell scripts that speak, or misuse, the processor protocol. */
final class TestChildren {
  /** Sets id from the line. */
  static final String ID = "id=${line#*:}; id=${id%%,*}";

  static final String READY = "echo 'window_post processor ready'\n";

  private TestChildren() {}

  /** Answers every line by the given shell commands. */
  static String answering(String commands) {
    return READY + "while IFS= read -r line; do " + ID + "\n" + commands + "\ndone\n";
  }

  /** Prints a good answer whose proof has the given byte, in base64 of three. */
  static String proof(String base64) {
    return "echo '{\"id\":'$id',\"err_msg\":null,\"output\":{\"proofs\":[\""
        + base64
        + "\"],\"faults\":[]}}'";
  }

  /** Proves on a thread of its own. */
  static CompletableFuture<WindowPostOutput> prove(
      ExternalProver prover, WindowPostTask task, ProofWatch watch) {
    CompletableFuture<WindowPostOutput> proof = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                proof.complete(prover.windowPost(task, watch));
              } catch (ProverException e) {
                proof.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return proof;
  }

  static ExternalProcessor child(Path folder, String name, String script) throws IOException {
    return child(folder, name, script, OptionalInt.of(1), true);
  }

  static ExternalProcessor child(
      Path folder, String name, String script, OptionalInt concurrent, boolean autoRestart)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".sh"), script);
    return new ExternalProcessor(
        Optional.of("/bin/sh"),
        List.of(file.toString()),
        Duration.ofSeconds(2),
        Map.of("MARK", name),
        true,
        concurrent,
        List.of(),
        Optional.of(new Cgroup("0-1", "vc-worker")),
        OptionalInt.of(0),
        autoRestart);
  }

  /** With so much time to say that it is ready, and without our environment. */
  static ExternalProcessor bare(ExternalProcessor child, Duration stableWait) {
    return new ExternalProcessor(
        child.bin(),
        child.args(),
        stableWait,
        child.envs(),
        false,
        child.concurrent(),
        child.locks(),
        child.cgroup(),
        child.numaPreferred(),
        child.autoRestart());
  }

  static ExternalProcessor locked(ExternalProcessor child, String lock) {
    return new ExternalProcessor(
        child.bin(),
        child.args(),
        child.stableWait(),
        child.envs(),
        child.inheritEnvs(),
        child.concurrent(),
        List.of(lock),
        child.cgroup(),
        child.numaPreferred(),
        child.autoRestart());
  }
}
