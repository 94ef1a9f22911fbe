/**
 * A whole proving period in seconds: the real poster and the real job table on a virtual clock,
 * with a chain, a message pool, sectors and workers that fail as a seed says.
 */
@NullMarked
package io.damocles.simulation;

import org.jspecify.annotations.NullMarked;
