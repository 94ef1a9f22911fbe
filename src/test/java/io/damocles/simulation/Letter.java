package io.damocles.simulation;

import io.damocles.chain.Message;
import io.damocles.chain.node.PreparedMessage;
import java.util.ArrayList;
import java.util.List;

/** A message as the network has it. */
final class Letter {
  final PreparedMessage prepared;
  final List<Landing> landings = new ArrayList<>();

  /** Whether a messager sends it; else a node's wallet has signed it. */
  final boolean byMessager;

  boolean waiting;
  boolean lost;
  boolean givenUp;
  long arrived;
  long notBefore;

  /**
   * Where it was executed.
   *
   * @param exit 0 is success
   */
  record Landing(Tip tip, int exit, String text) {}

  Letter(PreparedMessage prepared) {
    this.prepared = prepared;
    this.byMessager = SimulatedPool.isOfMessager(prepared.uid());
  }

  String uid() {
    return prepared.uid();
  }

  Message message() {
    return prepared.message();
  }

  /** Whether it is on that branch already. */
  boolean isOn(Tip branch) {
    return landings.stream().anyMatch(landing -> landing.tip().isOn(branch));
  }
}
