package io.damocles.cli;

import io.damocles.config.UserPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which folders a command works in: flags first, then the environment, then damocles' defaults. */
final class Home {
  private static final List<String> HOME_VARIABLES =
      List.of("DAMOCLES_PATH", "VENUS_SECTOR_MANAGER_PATH", "VSM_PATH");
  private static final List<String> CONF_DIR_VARIABLES =
      List.of("DAMOCLES_CONF_DIR", "VENUS_SECTOR_MANAGER_CONF_DIR", "VSM_CONF_DIR");
  private static final Path DEFAULT = UserPath.parse("~/.damocles-manager");
  private static final Path LEGACY = UserPath.parse("~/.venus-sector-manager");

  private Home() {}

  /** The manager's home; a folder of the old name is taken if there is none of the new one. */
  static Path folder(@Nullable String flag, Map<String, String> environment) {
    var home = choose(flag, HOME_VARIABLES, environment).orElse(DEFAULT);
    return !Files.exists(home) && Files.isDirectory(LEGACY) ? LEGACY : home;
  }

  /** Where the configuration files are; the home unless said otherwise. */
  static Path confDir(@Nullable String flag, Map<String, String> environment, Path home) {
    return choose(flag, CONF_DIR_VARIABLES, environment).orElse(home);
  }

  /** The path that the flag names, else the first of these variables that names one. */
  static Optional<Path> choose(
      @Nullable String flag, List<String> variables, Map<String, String> environment) {
    if (flag != null && !flag.isEmpty()) {
      return Optional.of(UserPath.parse(flag));
    }
    return variables.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(UserPath::parse);
  }
}
