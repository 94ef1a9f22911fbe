package io.damocles.devnet.actor;

import java.util.Arrays;
import java.util.Optional;

/** The methods that the miner actor knows, by their number in a message. */
enum MinerMethod {
  SUBMIT_WINDOWED_POST(5),
  TERMINATE_SECTORS(9),
  DECLARE_FAULTS(10),
  DECLARE_FAULTS_RECOVERED(11),
  DISPUTE_WINDOWED_POST(24);

  private final long number;

  MinerMethod(long number) {
    this.number = number;
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
    return switch (this) {
      case SUBMIT_WINDOWED_POST -> new SubmitPost(call).run();
      case TERMINATE_SECTORS -> TerminateSectors.run(call);
      case DECLARE_FAULTS -> DeclareFaults.run(call);
      case DECLARE_FAULTS_RECOVERED -> DeclareRecoveries.run(call);
      case DISPUTE_WINDOWED_POST -> new DisputePost(call).run();
    };
  }
}
