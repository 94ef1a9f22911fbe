/** The calls of a node, of venus-messager and of the gateway, one class each. */
@NullMarked
package io.damocles.devnet.api;

import org.jspecify.annotations.NullMarked;
