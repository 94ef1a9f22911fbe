package io.damocles.worker;

import io.damocles.config.ProgramVersion;

/** What this worker says it is; the ending tells it from damocles' own one. */
final class WorkerVersion {
  static final String TEXT = ProgramVersion.text() + "-java";

  private WorkerVersion() {}
}
