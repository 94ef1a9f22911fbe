package io.damocles.devnet.chain;

import io.damocles.devnet.execution.Executor;
import io.damocles.devnet.pool.MessagePool;
import io.damocles.devnet.wallet.Wallet;

/** What a running chain consists of. */
record ChainParts(
    String network,
    byte[] seed,
    long genesisMillis,
    long forks,
    ChainOptions options,
    ChainStore store,
    Links links,
    Growth growth,
    Executor executor,
    MessagePool pool,
    MessageSearch search,
    Sending sending,
    Wallet wallet,
    ChainFaults faults,
    HeadEvents events) {}
