/** The poster's tables, in the database of the job table. */
@NullMarked
package io.damocles.poster.sql;

import org.jspecify.annotations.NullMarked;
