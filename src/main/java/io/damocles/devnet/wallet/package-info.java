/** The development chain's keys and their signatures. */
@NullMarked
package io.damocles.devnet.wallet;

import org.jspecify.annotations.NullMarked;
