/** Tests of the poster's rules; the simulation tests all of it. */
@NullMarked
package io.damocles.poster;

import org.jspecify.annotations.NullMarked;
