/**
 * The development chain's randomness: a mock beacon, tickets, and how values are drawn from both.
 */
@NullMarked
package io.damocles.devnet.random;

import org.jspecify.annotations.NullMarked;
