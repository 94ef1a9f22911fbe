/**
 * The poster: watches the chain, turns partitions of deadlines into jobs, and brings the proofs on
 * chain. Knows no event loop: futures are values here, and time comes from a {@link
 * io.damocles.time.Timeline}, so that a simulation drives it with a clock of its own.
 */
@NullMarked
package io.damocles.poster;

import org.jspecify.annotations.NullMarked;
