/**
 * Time as everything here sees it: a wall clock, a steady clock and timers that tests can drive.
 */
@NullMarked
package io.damocles.time;

import org.jspecify.annotations.NullMarked;
