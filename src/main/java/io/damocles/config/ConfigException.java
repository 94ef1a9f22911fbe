package io.damocles.config;

import org.jspecify.annotations.Nullable;

/** A configuration that cannot be used; the message names file, line, key, value and choices. */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
