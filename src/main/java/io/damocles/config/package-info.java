/** Configuration files as typed records: TOML, durations, sizes, FIL amounts. */
@NullMarked
package io.damocles.config;

import org.jspecify.annotations.NullMarked;
