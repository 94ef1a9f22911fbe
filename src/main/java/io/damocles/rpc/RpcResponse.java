package io.damocles.rpc;

import io.vertx.core.buffer.Buffer;

/**
 * The answer to one request.
 *
 * @param status HTTP status: 500 for errors of the protocol, else 200
 * @param body one line of JSON, or empty for a notification
 * @param delivery is told what became of the body
 */
public record RpcResponse(int status, Buffer body, RpcResult.Delivery delivery) {}
