package io.damocles.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The manager and all workers of a soak. */
final class SoakFleet implements AutoCloseable {
  private static final String HEAP = "96m";
  private static final String CHILD_WORK = "sleep 0.$((id % 10))";

  private final ManagerProcess manager;
  private final List<WorkerProcess> processes = new ArrayList<>();
  private final List<LightWorker> lights = new ArrayList<>();

  private SoakFleet(ManagerProcess manager) {
    this.manager = manager;
  }

  /** Starts them all. */
  static SoakFleet start(
      SoakOptions options,
      Path bin,
      Path folder,
      Path store,
      Map<String, String> environment,
      SoakProofs proofs,
      SoakLedger ledger)
      throws IOException {
    Map<String, String> small = new HashMap<>(environment);
    small.put("DAMOCLES_HEAP", HEAP);
    SoakFleet fleet =
        new SoakFleet(
            ManagerProcess.configured(
                bin.resolve("damocles-manager"), folder, small, config(store), List.of()));
    try {
      fleet.startProcesses(options, bin, folder, store, small, proofs.writeChild(folder, CHILD_WORK));
      fleet.startLights(options, proofs, ledger);
      return fleet;
    } catch (IOException | RuntimeException failed) {
      fleet.close();
      throw failed;
    }
  }

  ManagerProcess manager() {
    return manager;
  }

  void killManager() throws IOException {
    manager.kill();
    manager.startAgain();
  }

  LightWorker light(int target) {
    return lights.get(target % lights.size());
  }

  /** A worker process other than the first, which is left alone so that one grows old. */
  WorkerProcess mortal(int target) {
    return processes.get(
        processes.size() == 1 ? 0 : 1 + target % (processes.size() - 1));
  }

  /** A child of any worker process, if that has one just now. */
  Optional<ProcessHandle> child(int target) {
    return processes.get(target % processes.size()).handle().children().findFirst();
  }

  /** A daemon that runs now. */
  record Member(String name, long pid, int port) {
    /** Whether it takes calls. */
    boolean serves() {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException notYet) {
        return false;
      }
    }
  }

  /** The daemons that run now. */
  List<Member> daemons() {
    List<Member> daemons = new ArrayList<>();
    daemons.add(new Member("manager", manager.pid(), manager.api().getPort()));
    for (int i = 0; i < processes.size(); i++) {
      WorkerProcess worker = processes.get(i);
      daemons.add(new Member("worker-" + i, worker.handle().pid(), worker.controlPort()));
    }
    return daemons;
  }

  @Override
  public void close() {
    lights.forEach(LightWorker::end);
    processes.forEach(WorkerProcess::close);
    Signal.send(manager.pid(), "CONT");
    manager.close();
  }

  private void startProcesses(
      SoakOptions options,
      Path bin,
      Path folder,
      Path store,
      Map<String, String> environment,
      Path child)
      throws IOException {
    String tables =
        SmallStores.workerTables(store)
            + "[[processors.window_post]]\nbin = \"/bin/sh\"\nargs = [\"%s\"]\n".formatted(child);
    for (int i = 0; i < options.processes; i++) {
      processes.add(
          WorkerProcess.start(
              bin, folder.resolve("worker-" + i), manager.api(), 1, tables, environment));
    }
  }

  private void startLights(SoakOptions options, SoakProofs proofs, SoakLedger ledger) {
    for (int i = 0; i < options.workers - options.processes; i++) {
      LightWorker light =
          new LightWorker(
              i,
              manager.api(),
              SoakBench.MINER,
              proofs,
              ledger,
              new Random(options.seed * 1_000 + i));
      Thread thread = new Thread(light, "light-" + i);
      thread.setDaemon(true);
      thread.start();
      lights.add(light);
    }
  }

  private static String config(Path store) {
    return """
    [Common.Proving.WorkerProver]
    HeartbeatTimeout = "%ds"
    # Nothing but a mishap ends an attempt here, and of these there are many.
    JobMaxTry = 1000
    """
            .formatted(SoakOptions.LEASE.toSeconds())
        + SmallStores.managerTables(store);
  }
}
