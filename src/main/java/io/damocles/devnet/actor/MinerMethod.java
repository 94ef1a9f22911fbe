package io.damocles.devnet.actor;

import java.util.Arrays;
import java.util.Optional;

/** The methods that the miner actor knows, by their number in a message. */
enum MinerMethod {
  SUBMIT_WINDOWED_POST(5, call -> new SubmitPost(call).run()),
  TERMINATE_SECTORS(9, TerminateSectors::run),
  DECLARE_FAULTS(10, DeclareFaults::run),
  DECLARE_FAULTS_RECOVERED(11, DeclareRecoveries::run),
  DISPUTE_WINDOWED_POST(24, call -> new DisputePost(call).run());

  private final long number;
  private final Effect effect;

  MinerMethod(long number, Effect effect) {
    this.number = number;
    this.effect = effect;
  }

  static Optional<MinerMethod> of(long number) {
    return Arrays.stream(values()).filter(method -> method.number == number).findFirst();
  }

  /**
   * The state after it.
   *
   * @throws ActorFailure if it refuses the message
   */
  MinerState run(Invocation call) {
    return effect.run(call);
  }

  private interface Effect {
    MinerState run(Invocation call);
  }
}
