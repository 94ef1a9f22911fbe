package io.damocles.rpc;

import io.vertx.core.buffer.Buffer;

/**
 * The answer to one request.
 *
 * @param status HTTP status: 500 for errors of the protocol, else 200
 * @param body one line of JSON, or empty for a notification
 * @param undelivered run if the body could not be handed to the caller's connection
 */
public record RpcResponse(int status, Buffer body, Runnable undelivered) {}
