/** What venus-messager does for a miner: it keeps messages by id and follows them. */
@NullMarked
package io.damocles.devnet.messager;

import org.jspecify.annotations.NullMarked;
