package io.damocles.poster;

import io.damocles.job.Job;
import io.damocles.job.NewJob;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The job table as the poster needs it. Futures complete where the poster runs. */
public interface Jobs {

  /** Creates a job, or finds the one of the same input, and stores whom it proves for. */
  Future<Boolean> create(NewJob job, PartitionLink link);

  /** The jobs of a miner's deadline, of whatever period. */
  Future<List<Job>> of(long miner, long deadline);

  Future<Optional<Job>> find(String id);

  /** Canonical JSON, see {@link io.damocles.wire.JobInput}. */
  Future<Optional<byte[]>> input(String id);

  /** JSON of a job that succeeded, see {@link io.damocles.wire.JobOutput}. */
  Future<Optional<byte[]>> output(String id);

  /** Makes a job as good as new; false if there is none. */
  Future<Boolean> reset(String id);

  /** Deletes a job, and stops whoever works on it; false if there is none. */
  Future<Boolean> remove(String id);

  /** Adds somebody who is told each job whose attempt ended, or that was reset or removed. */
  void listen(Consumer<String> listener);
}
