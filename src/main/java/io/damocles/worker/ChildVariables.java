package io.damocles.worker;

import io.damocles.prover.LineDumps;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The environment variables that the control API may set. In damocles' worker these are all, though
 * whoever reaches the port may call it; here only those by which unreadable lines of a child are
 * kept, and what children get from their parent stays a matter of the configuration file.
 */
final class ChildVariables {
  private static final String DUMP = "DUMP_ERR_RESP_";
  private static final Pattern NAME = Pattern.compile(DUMP + "(\\d{1,18})");

  private final LineDumps dumps;

  ChildVariables(LineDumps dumps) {
    this.dumps = dumps;
  }

  void set(String name, String value) {
    if (value.isEmpty() || value.indexOf('\0') >= 0) {
      throw ControlParams.refused("invalid environment variable name or value");
    }
    dumps.enable(pid(name), folder(value));
  }

  void remove(String name) {
    dumps.disable(pid(name));
  }

  private static Path folder(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw ControlParams.refused(DUMP + "<pid> names a folder, got " + value);
    }
  }

  private static long pid(String name) {
    var shape = NAME.matcher(name);
    if (!shape.matches()) {
      throw ControlParams.refused(
          "the variable \"%s\" cannot be set or removed here, only %s<pid of a child>; the variables of children are set with processors.window_post.envs in the configuration file"
              .formatted(name, DUMP));
    }
    return Long.parseLong(shape.group(1));
  }
}
