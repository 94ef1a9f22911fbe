/**
 * The development chain: tipsets that follow the clock, forks, and everything a node answers from.
 */
@NullMarked
package io.damocles.devnet.chain;

import org.jspecify.annotations.NullMarked;
