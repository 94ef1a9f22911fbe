/** The worker daemon: job loop, heartbeats, control API and wiring. */
@NullMarked
package io.damocles.worker;

import org.jspecify.annotations.NullMarked;
