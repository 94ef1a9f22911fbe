/** Tests of the package. */
@NullMarked
package io.damocles.prover;

import org.jspecify.annotations.NullMarked;
