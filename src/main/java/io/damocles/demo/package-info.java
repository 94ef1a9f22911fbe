/**
 * The story that {@code bin/demo} tells: a chain, a manager, two workers, and a whole proving
 * period in which each of them has its trouble.
 */
@NullMarked
package io.damocles.demo;

import org.jspecify.annotations.NullMarked;
