/** JSON-RPC 2.0 over HTTP and WebSocket, server and client; knows no domain. */
@NullMarked
package io.damocles.rpc;

import org.jspecify.annotations.NullMarked;
