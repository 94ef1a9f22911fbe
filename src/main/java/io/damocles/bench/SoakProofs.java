package io.damocles.bench;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import io.damocles.wire.JobInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Real proofs of one partition under several seeds, made once. The manager verifies each against
 * its own job, so the proof of another seed is a wrong one.
 */
record SoakProofs(SmallStores stores, List<String> proofs) {
  static final int SEEDS = 2;

  static SoakProofs make(NativeProofs library, Path store, long miner) throws ProverException {
    SmallStores stores = SmallStores.seal(library, store, miner);
    List<String> proofs = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      proofs.add(stores.prove(library, seed));
    }
    return new SoakProofs(stores, List.copyOf(proofs));
  }

  /** Which seed the job of that number has. */
  static int seedOf(int job) {
    return job % SEEDS;
  }

  JobInput input(int job) {
    return stores.input(seedOf(job), job / SEEDS);
  }

  /** The proof for the job of that number, or one that is wrong for it. */
  String proof(int job, boolean right) {
    return proofs.get((seedOf(job) + (right ? 0 : 1)) % SEEDS);
  }

  /**
   * Writes the script of a child that looks the proof up by the first byte of the seed. It starts
   * no other program, unless work is one.
   *
   * @param work a command before the answer; {@code $id} is the request's number
   */
  Path writeChild(Path folder, String work) throws IOException {
    StringBuilder choice = new StringBuilder();
    for (int seed = 0; seed < SEEDS; seed++) {
      choice.append("%d) proof=%s ;;\n".formatted(seed, proofs.get(seed)));
    }
    return Files.writeString(
        folder.resolve("child.sh"),
        """
        echo 'window_post processor ready'
        while IFS= read -r line; do
        id=${line#*:}; id=${id%%,*}
        seed=${line##*'"seed":['}; seed=${seed%%,*}
        case $seed in
        @CHOICE@esac
        @WORK@
        echo '{"id":'$id',"err_msg":null,"output":{"proofs":["'$proof'"],"faults":[]}}'
        done
        """
            .replace("@CHOICE@", choice)
            .replace("@WORK@", work));
  }
}
