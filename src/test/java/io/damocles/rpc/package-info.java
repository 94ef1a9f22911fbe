/** Tests of the package. */
@NullMarked
package io.damocles.rpc;

import org.jspecify.annotations.NullMarked;
