/** Tests of the package. */
@NullMarked
package io.damocles.sector;

import org.jspecify.annotations.NullMarked;
