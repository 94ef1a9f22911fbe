/** Tests of the command lines. */
@NullMarked
package io.damocles.cli;

import org.jspecify.annotations.NullMarked;
