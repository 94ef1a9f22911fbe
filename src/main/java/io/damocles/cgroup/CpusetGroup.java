package io.damocles.cgroup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A control group of either version that keeps a process on some processors. */
public final class CpusetGroup {
  private static final Logger log = LoggerFactory.getLogger(CpusetGroup.class);
  private static final String CPUS = "cpuset.cpus";
  private static final String MEMORIES = "cpuset.mems";
  private static final String PROCESSES = "cgroup.procs";
  private static final String CONTROLLERS = "cgroup.controllers";

  private final Path root;
  private final Path folder;
  private final long pid;

  private CpusetGroup(Path root, Path folder, long pid) {
    this.root = root;
    this.folder = folder;
    this.pid = pid;
  }

  /**
   * Makes the group and moves the process into it with all its threads.
   *
   * @param name of the group, relative to the hierarchy, with slashes
   * @param cpuset a list such as {@code 0-7,16}
   * @throws IOException if it cannot be; the message names the file, and what the system said
   */
  public static CpusetGroup enter(CgroupMounts mounts, String name, String cpuset, long pid)
      throws IOException {
    if (mounts.cpuset().isEmpty() && mounts.unified().isEmpty()) {
      throw new IOException("no control groups are mounted (/proc/self/mountinfo)");
    }
    boolean first = mounts.cpuset().isPresent();
    Path root = first ? mounts.cpuset().get() : mounts.unified().orElseThrow();
    Path folder = make(root, name, first);
    CpusetGroup group = new CpusetGroup(root, folder, pid);
    try {
      write(folder.resolve(CPUS), cpuset);
      write(folder.resolve(PROCESSES), String.valueOf(pid));
    } catch (IOException e) {
      group.remove();
      throw e;
    }
    return group;
  }

  /** The group's folder. */
  public Path folder() {
    return folder;
  }

  /** Moves the process out and removes the group; what others run in it stays. */
  public void leave() {
    try {
      write(root.resolve(PROCESSES), String.valueOf(pid));
    } catch (IOException e) {
      log.debug("control group not left: group={}", folder, e);
    }
    remove();
  }

  private void remove() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      log.debug("control group not removed: group={}", folder, e);
    }
  }

  private static Path make(Path root, String name, boolean first) throws IOException {
    Path group = root;
    for (Path step : Path.of(name)) {
      if (step.toString().equals("..")) {
        throw new IOException("group name " + name + ": may not lead upwards");
      }
      if (!first) {
        handDown(group);
      }
      group = group.resolve(step);
      makeOne(group);
      if (first) {
        inherit(group, CPUS);
        inherit(group, MEMORIES);
      }
    }
    return group;
  }

  private static void makeOne(Path group) throws IOException {
    try {
      Files.createDirectories(group);
    } catch (IOException e) {
      throw named(group, "mkdir", e);
    }
  }

  /** Version 2: a group has what its parent hands down. */
  private static void handDown(Path parent) throws IOException {
    Path controllers = parent.resolve(CONTROLLERS);
    if (Files.exists(controllers)
        && !(" " + Files.readString(controllers).strip() + " ").contains(" cpuset ")) {
      throw new IOException(
          controllers + " has no cpuset: not handed down from above, or used by version 1");
    }
    try {
      write(parent.resolve("cgroup.subtree_control"), "+cpuset");
    } catch (IOException e) {
      // It may be handed down already; if it is not, the group has no cpuset.cpus and says so.
      log.debug("cpuset not handed down: group={}", parent, e);
    }
  }

  /** Version 1: a new group has no processors and no memories, and lets no process in. */
  private static void inherit(Path group, String file) throws IOException {
    Path own = group.resolve(file);
    if (!Files.exists(own) || Files.readString(own).isBlank()) {
      write(own, Files.readString(group.resolveSibling(file)).strip());
    }
  }

  private static void write(Path file, String value) throws IOException {
    try {
      Files.writeString(
          file,
          value,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw named(file, "write \"" + value + "\"", e);
    }
  }

  private static IOException named(Path file, String what, IOException e) {
    return new IOException(file + ": " + what + ": " + said(e), e);
  }

  private static String said(IOException e) {
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "no such file";
    }
    if (e instanceof FileSystemException system) {
      return system.getReason() == null ? "permission denied" : system.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
