/** The parameters of the miner actor's methods: to CBOR and back. */
@NullMarked
package io.damocles.chain.message;

import org.jspecify.annotations.NullMarked;
