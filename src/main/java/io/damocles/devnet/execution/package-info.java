/** What a message does to the state of the development chain, and what it costs. */
@NullMarked
package io.damocles.devnet.execution;

import org.jspecify.annotations.NullMarked;
