/** Clients of Lotus and Venus nodes and of venus-messager: typed calls, failover, pushing. */
@NullMarked
package io.damocles.chain.node;

import org.jspecify.annotations.NullMarked;
