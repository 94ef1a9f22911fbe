/** Load generator and prover comparison behind bin/bench; it speaks the public wire only. */
@NullMarked
package io.damocles.bench;

import org.jspecify.annotations.NullMarked;
