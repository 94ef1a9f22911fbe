package io.damocles.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the groups of children that are gone, which nobody else does when they were killed. */
public final class ChildGroups {
  private static final Logger log = LoggerFactory.getLogger(ChildGroups.class);
  private static final Pattern CHILD = Pattern.compile("sub-.+-(\\d+)-\\d+");

  private final CgroupMounts mounts;

  public ChildGroups(CgroupMounts mounts) {
    this.mounts = mounts;
  }

  /** The group of one child, named after the worker's process and the child's place. */
  public static String name(String group, String stage, long worker, int index) {
    return group + "/sub-" + stage + "-" + worker + "-" + index;
  }

  /** Removes that group from every hierarchy (damocles' children make one in each). */
  public void remove(String name) {
    mounts.all().forEach(root -> delete(root.resolve(relative(name))));
  }

  /**
   * Removes what the children of workers left that are gone.
   *
   * @param group the part of the name that all children share
   * @param alive whether there is a process of that id
   */
  public void removeOrphans(String group, LongPredicate alive) {
    for (Path root : mounts.all()) {
      Path folder = root.resolve(relative(group));
      if (Files.isDirectory(folder)) {
        removeOrphans(folder, alive);
      }
    }
  }

  private static void removeOrphans(Path folder, LongPredicate alive) {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(folder, "sub-*")) {
      for (Path group : groups) {
        Matcher child = CHILD.matcher(String.valueOf(group.getFileName()));
        if (child.matches() && !alive.test(Long.parseLong(child.group(1)))) {
          delete(group);
        }
      }
    } catch (IOException | NumberFormatException e) {
      log.debug("control groups not listed: group={}", folder, e);
    }
  }

  private static String relative(String name) {
    return name.replaceAll("^/+", "");
  }

  private static void delete(Path group) {
    try {
      if (Files.deleteIfExists(group)) {
        log.info("control group removed: group={}", group);
      }
    } catch (IOException e) {
      // A process of it still ends; the next start of a worker finds it again.
      log.debug("control group not removed: group={}", group, e);
    }
  }
}
