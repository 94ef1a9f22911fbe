package io.damocles.devnet.chain;

import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.wallet.SecpKey;
import java.time.Instant;
import java.util.List;

/**
 * What a chain begins with.
 *
 * @param network its name
 * @param seed fixes tickets and null rounds
 * @param time when epoch 0 begins
 * @param state before the first message
 * @param keys the wallet's, its default first
 */
public record Genesis(
    String network, byte[] seed, Instant time, ChainState state, List<SecpKey> keys) {}
