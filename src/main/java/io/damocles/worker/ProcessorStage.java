package io.damocles.worker;

import io.damocles.prover.BuiltinProver;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProcessorLine;
import io.damocles.prover.ProcessorLineReader;
import io.damocles.prover.ProofWatch;
import io.damocles.prover.Prover;
import io.damocles.prover.ProverException;
import io.damocles.prover.WinningPost;

/** A stage that a processor child computes: its name, and how it answers a task. */
public interface ProcessorStage {

  /** How the stage is named on the command line, in configurations and in the ready line. */
  String name();

  /**
   * Computes a task; blocks.
   *
   * @return the line of its output
   */
  byte[] answer(ProcessorLineReader.Request request, ProofWatch watch) throws ProverException;

  /**
   * Window proofs.
   *
   * @param detailed whether the parent understands what is ours alone
   */
  static ProcessorStage windowPost(Prover prover, boolean detailed) {
    return new ProcessorStage() {
      @Override
      public String name() {
        return ProcessorLine.WINDOW_POST;
      }

      @Override
      public byte[] answer(ProcessorLineReader.Request request, ProofWatch watch)
          throws ProverException {
        return ProcessorLine.output(
            request.id(), prover.windowPost(request.task(), watch), detailed);
      }
    };
  }

  /** Winning proofs of sectors that are drawn already. */
  static ProcessorStage winningPost(WinningPost prover) {
    return new ProcessorStage() {
      @Override
      public String name() {
        return ProcessorLine.WINNING_POST;
      }

      @Override
      public byte[] answer(ProcessorLineReader.Request request, ProofWatch watch)
          throws ProverException {
        return ProcessorLine.winningOutput(request.id(), prover.prove(request.task()));
      }
    };
  }

  /** Makes a stage once the library is loaded. */
  enum Kind {
    WINDOW_POST {
      @Override
      ProcessorStage stage(NativeProofs proofs, boolean detailed) {
        return windowPost(new BuiltinProver(proofs), detailed);
      }
    },
    WINNING_POST {
      @Override
      ProcessorStage stage(NativeProofs proofs, boolean detailed) {
        return winningPost(new WinningPost(proofs));
      }
    };

    abstract ProcessorStage stage(NativeProofs proofs, boolean detailed);
  }
}
