package io.damocles.chain.node;

import io.damocles.chain.HeadChange;
import io.damocles.chain.TipSet;
import java.util.List;

/** Told of the chain's head, in order. */
public interface HeadListener {

  /**
   * The head as it is: at the start, and after every loss of the connection or change of the node.
   * What happened in between is unknown: whoever acts on reverts compares with the last head seen.
   *
   * @param node the address of the node that says so
   */
  void current(TipSet head, String node);

  /** What happened since, reverts first; never empty. */
  void changed(List<HeadChange> changes);
}
