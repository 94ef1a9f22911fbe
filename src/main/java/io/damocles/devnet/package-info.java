/** The development chain as a process: its home, its sectors, its clock, its server. */
@NullMarked
package io.damocles.devnet;

import org.jspecify.annotations.NullMarked;
