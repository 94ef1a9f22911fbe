package io.damocles.worker;

import io.damocles.worker.HeldJob.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A thread as {@code WorkerList} shows it: keys in damocles' order, which is the alphabet's. */
final class ThreadJson {
  private static final String NO_STAGE = "-";

  private ThreadJson() {}

  /**
   * The members of one thread.
   *
   * @param prover how a running proof is shown
   */
  static Map<String, @Nullable Object> of(ThreadView view, String prover) {
    Optional<HeldJob> job = view.held().or(view::delivered);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("index", view.index());
    shown.put("job_id", job.map(HeldJob::id).orElse(null));
    shown.put("job_stage", job.map(ThreadJson::stage).orElse(NO_STAGE));
    shown.put("job_state", job.map(ThreadJson::jobState).orElse(view.rests() ? "" : "Empty"));
    shown.put("last_error", view.lastError().orElse(null));
    shown.put("location", view.location());
    shown.put("plan", "wdpost");
    shown.put("thread_state", threadState(view, prover));
    return shown;
  }

  private static String jobState(HeldJob job) {
    return isProven(job) ? "Generated" : "Allocated";
  }

  private static String stage(HeldJob job) {
    return isProven(job) ? "SubmitProof" : "Generate";
  }

  private static boolean isProven(HeldJob job) {
    return job.state() == State.SUBMITTING;
  }

  private static Map<String, Object> threadState(ThreadView view, String prover) {
    Map<String, Object> state = new LinkedHashMap<>();
    String name = name(view);
    if (!name.equals("Idle")) {
      state.put("elapsed", view.since().toSeconds());
    }
    if (view.isRunning()) {
      state.put("proc", prover);
    }
    state.put("state", name);
    return state;
  }

  private static String name(ThreadView view) {
    if (view.held().isEmpty()) {
      return view.paused() ? "Paused" : "Idle";
    }
    return view.isWaiting() ? "Waiting" : "Running";
  }
}
