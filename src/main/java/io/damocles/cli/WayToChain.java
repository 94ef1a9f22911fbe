package io.damocles.cli;

import io.damocles.config.NodeAddress;
import java.util.List;
import java.util.Optional;

/**
 * Through whom the chain is read and written.
 *
 * @param nodes in the order of preference
 * @param source where their addresses stand
 * @param messager pushes messages; without one a node does
 */
record WayToChain(List<NodeAddress> nodes, String source, Optional<NodeAddress> messager) {}
