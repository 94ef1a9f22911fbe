package io.damocles.worker;

import io.damocles.cgroup.CgroupMounts;
import io.damocles.cgroup.CpusetGroup;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a processor child into the control group that its parent names, as damocles' children do
 * themselves. What fails is logged, and the child runs unconfined.
 */
final class ProcessorCgroup {
  private static final Logger log = LoggerFactory.getLogger(ProcessorCgroup.class);
  private static final String NAME = "VC_CG_NAME";
  private static final String CPUS = "VC_CG_CPUSET";

  private ProcessorCgroup() {}

  /**
   * Reads {@code VC_CG_NAME} and {@code VC_CG_CPUSET}; without them nothing happens. The group is
   * removed when this process ends, unless it is killed.
   */
  static void enter(Map<String, String> environment) {
    String name = environment.get(NAME);
    String cpus = environment.get(CPUS);
    if (name == null || cpus == null) {
      return;
    }
    try {
      CpusetGroup group =
          CpusetGroup.enter(CgroupMounts.current(), name, cpus, ProcessHandle.current().pid());
      Runtime.getRuntime().addShutdownHook(new Thread(group::leave, "processor-group"));
      log.info(
          "control group entered: group={} cpuset={} processors={}",
          group.folder(),
          cpus,
          Runtime.getRuntime().availableProcessors());
    } catch (IOException e) {
      log.warn(
          "cgroup.cpuset = \"{}\" has no effect, this processor runs on all CPUs: cause=\"{}\" user={};"
              + " make the group's folder as root and give it to that user, or remove cgroup.cpuset",
          cpus,
          e.getMessage(),
          System.getProperty("user.name"));
    }
  }
}
