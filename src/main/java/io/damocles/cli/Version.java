package io.damocles.cli;

import io.damocles.config.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"damocles " + ProgramVersion.text()};
  }
}
