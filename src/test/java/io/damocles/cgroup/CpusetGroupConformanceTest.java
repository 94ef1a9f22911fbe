package io.damocles.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Control groups of processor children (damocles-worker.md 5.5): folders shaped like both versions,
 * and the kernel's own where they are and let us.
 */
class CpusetGroupConformanceTest {
  private static final String NAME = "vc-worker-test/sub-window_post-42-0";

  @TempDir Path root;

  @Test
  void makesAGroupOfVersionTwoStepByStep() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpuset cpu io\n");

    CpusetGroup.enter(unified(), NAME, "0-7,16", 42);

    assertThat(root.resolve("cgroup.subtree_control")).hasContent("+cpuset");
    assertThat(root.resolve("vc-worker-test/cgroup.subtree_control")).hasContent("+cpuset");
    assertThat(root.resolve(NAME + "/cpuset.cpus")).hasContent("0-7,16");
    assertThat(root.resolve(NAME + "/cgroup.procs")).hasContent("42");
  }

  @Test
  void namesTheFileIfVersionTwoDoesNotHandCpusetDown() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpu io\n");

    assertThatThrownBy(() -> CpusetGroup.enter(unified(), NAME, "0", 42))
        .hasMessageStartingWith(root.resolve("cgroup.controllers") + " has no cpuset");
  }

  @Test
  void givesAGroupOfVersionOneItsParentsMemoriesAndEachStepItsProcessors() throws IOException {
    Files.writeString(root.resolve("cpuset.cpus"), "0-31\n");
    Files.writeString(root.resolve("cpuset.mems"), "0-1\n");

    CpusetGroup.enter(versionOne(), NAME, "0-7", 42);

    assertThat(root.resolve("vc-worker-test/cpuset.cpus")).hasContent("0-31");
    assertThat(root.resolve("vc-worker-test/cpuset.mems")).hasContent("0-1");
    assertThat(root.resolve(NAME + "/cpuset.cpus")).hasContent("0-7");
    assertThat(root.resolve(NAME + "/cpuset.mems")).hasContent("0-1");
    assertThat(root.resolve(NAME + "/cgroup.procs")).hasContent("42");
  }

  @Test
  void namesTheFileThatCannotBeMade() throws IOException {
    Files.writeString(root.resolve("vc-worker-test"), "a file");

    assertThatThrownBy(() -> CpusetGroup.enter(unified(), NAME, "0", 42))
        .hasMessageStartingWith(root.resolve("vc-worker-test").toString());
  }

  @Test
  void refusesANameThatLeadsUpwards() {
    assertThatThrownBy(() -> CpusetGroup.enter(unified(), "../x", "0", 42))
        .hasMessageContaining("../x");
  }

  @Test
  void tellsThatThereAreNoGroups() {
    assertThatThrownBy(() -> CpusetGroup.enter(CgroupMounts.of(List.of()), NAME, "0", 42))
        .hasMessageContaining("no control groups are mounted");
  }

  @Test
  void movesAllThreadsOfAProcessAndRemovesTheGroupInTheRealHierarchy() throws Exception {
    CgroupMounts mounts = real();
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      CpusetGroup group = CpusetGroup.enter(mounts, NAME, "0", process.pid());

      assertThat(allowed(process.pid())).isEqualTo("0");

      group.leave();

      assertThat(group.folder()).doesNotExist();
    } finally {
      process.destroyForcibly().waitFor();
      Files.deleteIfExists(mounts.cpuset().orElseThrow().resolve("vc-worker-test"));
    }
  }

  @Test
  void leavesNoGroupBehindIfTheSystemRefusesTheProcessors() throws IOException {
    CgroupMounts mounts = real();
    Path group = mounts.cpuset().orElseThrow().resolve(NAME);

    assertThatThrownBy(() -> CpusetGroup.enter(mounts, NAME, "9999", 42))
        .hasMessageStartingWith(group.resolve("cpuset.cpus") + ": write \"9999\": ");

    assertThat(group).doesNotExist();
    Files.deleteIfExists(group.getParent());
  }

  @Test
  void removesTheGroupsOfWorkersThatAreGoneOnly() throws IOException {
    Path folder = root.resolve("vc-worker");
    for (String name :
        List.of("sub-window_post-7-0", "sub-window_post-8-1", "sub-pc1-7-12", "other-7-0")) {
      Files.createDirectories(folder.resolve(name));
    }
    ChildGroups groups = new ChildGroups(unified());

    groups.removeOrphans("vc-worker", pid -> pid == 8);

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("sub-window_post-8-1", "other-7-0");
  }

  @Test
  void removesTheGroupOfAChildFromEveryHierarchy() throws IOException {
    Path one = Files.createDirectories(root.resolve("cpu/" + NAME));
    Path other = Files.createDirectories(root.resolve("cpuset/" + NAME));
    CgroupMounts mounts =
        new CgroupMounts(
            List.of(root.resolve("cpu"), root.resolve("cpuset")),
            Optional.empty(),
            Optional.empty());

    new ChildGroups(mounts).remove(NAME);

    assertThat(one).doesNotExist();
    assertThat(other).doesNotExist();
  }

  private CgroupMounts unified() {
    return new CgroupMounts(List.of(root), Optional.empty(), Optional.of(root));
  }

  private CgroupMounts versionOne() {
    return new CgroupMounts(List.of(root), Optional.of(root), Optional.empty());
  }

  /** The kernel's hierarchy of version 1, if this machine lets us. */
  static CgroupMounts real() {
    CgroupMounts mounts = CgroupMounts.current();
    assumeTrue(
        mounts.cpuset().filter(folder -> folder.toFile().canWrite()).isPresent(),
        "no hierarchy of version 1 that we may write to");
    return mounts;
  }

  private static String allowed(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf('\t') + 1))
        .findFirst()
        .orElseThrow();
  }
}
