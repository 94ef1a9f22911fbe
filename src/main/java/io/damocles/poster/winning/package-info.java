/** Winning proofs: gateways ask for them when a miner may make a block, within one epoch. */
@NullMarked
package io.damocles.poster.winning;

import org.jspecify.annotations.NullMarked;
