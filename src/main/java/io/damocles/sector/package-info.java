/** Stores, sector paths and checks of sector files. */
@NullMarked
package io.damocles.sector;

import org.jspecify.annotations.NullMarked;
