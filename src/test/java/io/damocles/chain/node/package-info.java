/** Tests of the package. */
@NullMarked
package io.damocles.chain.node;

import org.jspecify.annotations.NullMarked;
