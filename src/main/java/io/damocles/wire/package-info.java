/** The messages of the Venus.* calls as records with their exact JSON. */
@NullMarked
package io.damocles.wire;

import org.jspecify.annotations.NullMarked;
