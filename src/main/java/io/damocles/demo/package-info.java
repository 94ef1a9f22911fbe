/**
 * The story that {@code bin/demo} tells: real sectors, one manager, two workers, a corrupted sector
 * and a worker that dies.
 */
@NullMarked
package io.damocles.demo;

import org.jspecify.annotations.NullMarked;
