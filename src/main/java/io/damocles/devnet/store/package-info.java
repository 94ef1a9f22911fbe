/** The development chain's file, from which it goes on after a stop. */
@NullMarked
package io.damocles.devnet.store;

import org.jspecify.annotations.NullMarked;
