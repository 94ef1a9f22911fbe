/** Tests of the package. */
@NullMarked
package io.damocles.worker;

import org.jspecify.annotations.NullMarked;
