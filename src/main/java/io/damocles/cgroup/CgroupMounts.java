package io.damocles.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where control groups are mounted.
 *
 * @param all every hierarchy's folder
 * @param cpuset the hierarchy of version 1 that hands out processors
 * @param unified the hierarchy of version 2
 */
public record CgroupMounts(List<Path> all, Optional<Path> cpuset, Optional<Path> unified) {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final int MOUNT_POINT = 4;

  /** Those of this process; none where the system does not tell. */
  public static CgroupMounts current() {
    try {
      return of(Files.readAllLines(MOUNTS));
    } catch (IOException e) {
      return of(List.of());
    }
  }

  /** Reads the lines of {@code /proc/PID/mountinfo} (proc(5)). */
  static CgroupMounts of(List<String> lines) {
    List<Path> all = new ArrayList<>();
    Optional<Path> cpuset = Optional.empty();
    Optional<Path> unified = Optional.empty();
    for (String line : lines) {
      int middle = line.indexOf(" - cgroup");
      if (middle < 0) {
        continue;
      }
      Path place = Path.of(line.split(" ", -1)[MOUNT_POINT].replace("\\040", " "));
      String[] system = line.substring(middle + " - ".length()).split(" ", -1);
      all.add(place);
      if (system[0].equals("cgroup2")) {
        unified = unified.or(() -> Optional.of(place));
      } else if (Arrays.asList(system[system.length - 1].split(",", -1)).contains("cpuset")) {
        cpuset = cpuset.or(() -> Optional.of(place));
      }
    }
    return new CgroupMounts(List.copyOf(all), cpuset, unified);
  }
}
