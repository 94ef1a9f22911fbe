/** The miner actor: what its methods and its cron do to a miner's state. */
@NullMarked
package io.damocles.devnet.actor;

import org.jspecify.annotations.NullMarked;
