/** Tests of clocks. */
@NullMarked
package io.damocles.time;

import org.jspecify.annotations.NullMarked;
