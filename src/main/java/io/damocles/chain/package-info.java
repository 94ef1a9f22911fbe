/** What the chain is made of: addresses, CIDs, bitfields, messages, miners; no input or output. */
@NullMarked
package io.damocles.chain;

import org.jspecify.annotations.NullMarked;
