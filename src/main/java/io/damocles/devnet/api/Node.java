package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;
import io.damocles.time.Timeline;
import io.vertx.core.WorkerExecutor;

/**
 * What the calls work on.
 *
 * @param chain only to be touched on its thread
 * @param answers writes results as JSON, beside the chain
 */
public record Node(
    DevnetChain chain, ChainThread thread, WorkerExecutor answers, Timeline timeline) {}
