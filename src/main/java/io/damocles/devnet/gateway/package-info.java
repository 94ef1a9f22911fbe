/** What a gateway does for a miner: it asks for winning proofs and looks at the answers. */
@NullMarked
package io.damocles.devnet.gateway;

import org.jspecify.annotations.NullMarked;
