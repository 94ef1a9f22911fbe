package io.damocles.chain.node;

/** Failures of a node that is not there, for simulations. */
public final class NodeFailures {
  private NodeFailures() {}

  /** A call that failed that way. */
  public static NodeException of(NodeException.Kind kind, String text) {
    return new NodeException(
        kind, kind == NodeException.Kind.ANSWERED ? 1 : 0, "simulated node: " + text, null);
  }
}
