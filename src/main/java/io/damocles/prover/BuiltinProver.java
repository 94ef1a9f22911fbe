package io.damocles.prover;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves in this process through the native library. Closing it leaves the library open. */
public final class BuiltinProver implements Prover {
  private static final Logger LOG = LoggerFactory.getLogger(BuiltinProver.class);

  private final NativeProofs proofs;
  private final ScheduledExecutorService polls =
      Executors.newSingleThreadScheduledExecutor(BuiltinProver::thread);

  public BuiltinProver(NativeProofs proofs) {
    this.proofs = proofs;
  }

  @Override
  public WindowPostOutput windowPost(WindowPostTask task, ProofWatch watch) throws ProverException {
    try (var job = proofs.newJob()) {
      if (watch.cancelled()) {
        throw new NativeCallException(NativeStatus.CANCELLED, "cancelled");
      }
      job.limit(watch.timeLeft());
      var poll = new ProgressPoll(polls, job, watch);
      try {
        return output(task, proofs.windowPost(task, job));
      } finally {
        poll.stop();
      }
    }
  }

  @Override
  public String describe() {
    return "builtin WindowPoSt";
  }

  @Override
  public void close() {
    polls.shutdownNow();
  }

  private static WindowPostOutput output(WindowPostTask task, WindowProof proof)
      throws ProverException {
    for (var fault : proof.faults()) {
      LOG.warn(
          "sector left out of proof miner={} sector={} fault={} reason=\"{}\"",
          Long.toUnsignedString(task.minerId()),
          Long.toUnsignedString(fault.sectorId()),
          fault.code(),
          fault.reason());
    }
    for (var absent : UnreadSectors.absentStores(proof.faults())) {
      LOG.error("{}", absent);
    }
    UnreadSectors.refuse(proof);
    LOG.info(
        "window proof computed miner={} sectors={} faults={} vanillaMs={} snarkMs={}",
        Long.toUnsignedString(task.minerId()),
        proof.sectors().size(),
        proof.faults().size(),
        proof.vanillaTime().toMillis(),
        proof.snarkTime().toMillis());
    return new WindowPostOutput(
        proof.proof().map(List::of).orElseGet(List::of),
        proof.faults().stream().map(SectorFault::sectorId).toList(),
        proof.faults().stream()
            .collect(
                Collectors.toMap(SectorFault::sectorId, SectorFault::code, (first, same) -> first)),
        proof.readMillis());
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "prover-progress");
    thread.setDaemon(true);
    return thread;
  }
}
