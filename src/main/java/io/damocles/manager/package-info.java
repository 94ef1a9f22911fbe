/** The manager daemon: its API, timers, clean-up and wiring. */
@NullMarked
package io.damocles.manager;

import org.jspecify.annotations.NullMarked;
