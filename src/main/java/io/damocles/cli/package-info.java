/** The command lines of both daemons. */
@NullMarked
package io.damocles.cli;

import org.jspecify.annotations.NullMarked;
