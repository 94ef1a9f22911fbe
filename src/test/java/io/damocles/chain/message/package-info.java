@NullMarked
package io.damocles.chain.message;

import org.jspecify.annotations.NullMarked;
