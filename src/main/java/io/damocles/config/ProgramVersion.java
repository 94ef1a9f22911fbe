package io.damocles.config;

import org.jspecify.annotations.Nullable;

/** The version of this program, from the jar that it runs from. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** Such as {@code v0.1.0}; {@code v0-dev} when it does not run from a jar. */
  public static String text() {
    @Nullable String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return "v" + (version == null ? "0-dev" : version);
  }
}
