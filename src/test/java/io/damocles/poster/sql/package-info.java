/** Tests of the poster's tables. */
@NullMarked
package io.damocles.poster.sql;

import org.jspecify.annotations.NullMarked;
