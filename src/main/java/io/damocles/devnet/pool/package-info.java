/** Messages that wait for a tipset of the development chain. */
@NullMarked
package io.damocles.devnet.pool;

import org.jspecify.annotations.NullMarked;
