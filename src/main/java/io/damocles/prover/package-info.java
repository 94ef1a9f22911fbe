/** What computes and verifies proofs: the native library and external processors. */
@NullMarked
package io.damocles.prover;

import org.jspecify.annotations.NullMarked;
