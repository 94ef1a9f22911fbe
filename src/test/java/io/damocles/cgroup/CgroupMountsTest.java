package io.damocles.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupMountsTest {

  @Test
  void findsTheHierarchiesOfVersionOne() {
    CgroupMounts mounts =
        CgroupMounts.of(
            List.of(
                "24 29 0:21 / /sys/fs/cgroup ro shared:8 - tmpfs tmpfs ro,mode=755",
                "25 24 0:22 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
                "26 24 0:23 /docker/x /sys/fs/cgroup/cpuset\\040a rw shared:9 master:1 - cgroup none rw,cpuset",
                "27 24 0:24 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate"));

    assertThat(mounts.all())
        .containsExactly(
            Path.of("/sys/fs/cgroup/cpu,cpuacct"),
            Path.of("/sys/fs/cgroup/cpuset a"),
            Path.of("/sys/fs/cgroup/unified"));
    assertThat(mounts.cpuset()).contains(Path.of("/sys/fs/cgroup/cpuset a"));
    assertThat(mounts.unified()).contains(Path.of("/sys/fs/cgroup/unified"));
  }

  @Test
  void findsTheHierarchyOfVersionTwo() {
    CgroupMounts mounts =
        CgroupMounts.of(List.of("30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw"));

    assertThat(mounts.cpuset()).isEmpty();
    assertThat(mounts.unified()).contains(Path.of("/sys/fs/cgroup"));
  }
}
