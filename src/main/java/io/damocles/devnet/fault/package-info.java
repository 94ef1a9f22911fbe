/** What can be made to go wrong on the development chain. */
@NullMarked
package io.damocles.devnet.fault;

import org.jspecify.annotations.NullMarked;
