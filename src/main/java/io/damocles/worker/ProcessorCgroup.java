package io.damocles.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a processor child into the control group that its parent names, as damocles' children do
 * themselves. What fails is logged, and the child runs unconfined.
 */
final class ProcessorCgroup {
  private static final Logger log = LoggerFactory.getLogger(ProcessorCgroup.class);
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private ProcessorCgroup() {}

  /** Reads {@code VC_CG_NAME} and {@code VC_CG_CPUSET}; without them nothing happens. */
  static void enter(Map<String, String> environment) {
    Optional<String> name = Optional.ofNullable(environment.get("VC_CG_NAME"));
    Optional<String> cpuset = Optional.ofNullable(environment.get("VC_CG_CPUSET"));
    if (name.isPresent() && cpuset.isPresent()) {
      enter(ROOT, name.get(), cpuset.get(), ProcessHandle.current().pid());
    }
  }

  /** Enters the group below that root. */
  static void enter(Path root, String name, String cpuset, long pid) {
    try {
      if (Files.exists(root.resolve("cgroup.controllers"))) {
        enterUnified(root, name, cpuset, pid);
      } else {
        enterCpuset(root.resolve("cpuset"), name, cpuset, pid);
      }
      log.info("control group entered: group={} cpuset={}", name, cpuset);
    } catch (IOException e) {
      log.warn(
          "control group not entered, running unconfined: group={} cause={}", name, e.toString());
    }
  }

  private static void enterUnified(Path root, String name, String cpuset, long pid)
      throws IOException {
    Path group = root;
    for (Path step : Path.of(name)) {
      allow(group);
      group = Files.createDirectories(group.resolve(step));
    }
    write(group.resolve("cpuset.cpus"), cpuset);
    write(group.resolve("cgroup.procs"), String.valueOf(pid));
  }

  private static void allow(Path group) {
    try {
      write(group.resolve("cgroup.subtree_control"), "+cpuset");
    } catch (IOException e) {
      log.debug("cpuset not handed down: group={}", group, e);
    }
  }

  private static void enterCpuset(Path controller, String name, String cpuset, long pid)
      throws IOException {
    Path group = controller;
    for (Path step : Path.of(name)) {
      group = Files.createDirectories(group.resolve(step));
      inherit(group, "cpuset.cpus");
      inherit(group, "cpuset.mems");
    }
    write(group.resolve("cpuset.cpus"), cpuset);
    write(group.resolve("cgroup.procs"), String.valueOf(pid));
  }

  private static void inherit(Path group, String file) throws IOException {
    Path own = group.resolve(file);
    if (!Files.exists(own) || Files.readString(own).isBlank()) {
      write(own, Files.readString(group.resolveSibling(file)));
    }
  }

  private static void write(Path file, String value) throws IOException {
    Files.writeString(file, value, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
