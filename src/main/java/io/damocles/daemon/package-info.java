/** What both daemons need of the operating system and of Vert.x: signals, timers, exit codes. */
@NullMarked
package io.damocles.daemon;

import org.jspecify.annotations.NullMarked;
