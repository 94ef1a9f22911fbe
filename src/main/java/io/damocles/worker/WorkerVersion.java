package io.damocles.worker;

import java.util.Optional;

/** What this worker says it is. */
final class WorkerVersion {
  static final String TEXT =
      "v"
          + Optional.ofNullable(WorkerVersion.class.getPackage().getImplementationVersion())
              .orElse("0.1.0")
          + "-java";

  private WorkerVersion() {}
}
