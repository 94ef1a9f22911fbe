package io.damocles.prover;

import io.damocles.cgroup.ChildGroups;
import io.damocles.config.WorkerConfig.Cgroup;
import io.damocles.config.WorkerConfig.ExternalProcessor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a child is started: its command line and its environment. */
final class ExternalCommand {
  private static final String GROUP_NAME = "VC_CG_NAME";
  private static final String GROUP_CPUS = "VC_CG_CPUSET";

  private final ExternalProcessor config;
  private final int index;
  private final String defaultBin;
  private final Map<String, String> variables;

  /**
   * The command of one {@code [[processors.window_post]]}.
   *
   * @param index its place in the configuration
   * @param defaultBin this program's own script
   * @param variables set in the environment of every child
   */
  ExternalCommand(
      ExternalProcessor config, int index, String defaultBin, Map<String, String> variables) {
    this.config = config;
    this.index = index;
    this.defaultBin = defaultBin;
    this.variables = variables;
  }

  /** How log lines and errors name this child. */
  String name() {
    return "processors.window_post[" + index + "] (" + String.join(" ", line()) + ")";
  }

  /**
   * Starts the child; it reads and writes lines, its errors go where ours go.
   *
   * @throws IOException if the program cannot be started
   */
  Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(line()).redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    if (!config.inheritEnvs()) {
      environment.clear();
    }
    environment.putAll(variables);
    environment.put(ProcessorLine.PROGRESS_VARIABLE, ProcessorLine.TELLS_DEADLINES);
    config
        .cgroup()
        .ifPresent(
            group -> {
              environment.put(GROUP_NAME, ownGroup(group));
              environment.put(GROUP_CPUS, group.cpuset());
            });
    config
        .numaPreferred()
        .ifPresent(node -> environment.put("VENUS_WORKER_NUMA_PREFERRED", String.valueOf(node)));
    environment.putAll(config.envs());
    return builder.start();
  }

  /** The control group that the child shall enter. */
  Optional<String> group() {
    return config.cgroup().map(group -> config.envs().getOrDefault(GROUP_NAME, ownGroup(group)));
  }

  private String ownGroup(Cgroup group) {
    long worker = ProcessHandle.current().pid();
    return ChildGroups.name(group.groupName(), ProcessorLine.WINDOW_POST, worker, index);
  }

  private List<String> line() {
    List<String> line = new ArrayList<>();
    Optional<String> bin = config.bin();
    line.add(bin.orElse(defaultBin));
    line.addAll(config.args());
    return line;
  }
}
