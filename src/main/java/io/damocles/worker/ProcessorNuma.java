package io.damocles.worker;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a processor child take its memory from the NUMA node that its parent names. What fails is
 * logged, and the child uses any memory.
 */
final class ProcessorNuma {
  private static final Logger log = LoggerFactory.getLogger(ProcessorNuma.class);
  private static final String VARIABLE = "VENUS_WORKER_NUMA_PREFERRED";

  private ProcessorNuma() {}

  /** Call on the thread that loads the library, before that. */
  static void prefer(Map<String, String> environment, @Nullable Path library) {
    String node = environment.get(VARIABLE);
    if (node == null) {
      return;
    }
    try {
      NativeProofs.preferNumaNode(library, Integer.parseInt(node.strip()));
      log.info("memory is taken from one NUMA node as long as it has some: node={}", node);
    } catch (ProverException e) {
      log.warn("numa_preferred has no effect, any memory is used: cause={}", e.getMessage());
    } catch (NumberFormatException e) {
      log.warn("numa_preferred has no effect, any memory is used: {} = {}", VARIABLE, node);
    }
  }
}
