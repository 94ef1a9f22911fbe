/**
 * The job table in SQL: one writer that commits in groups, readers of their own, and one class of
 * statements an idea.
 */
@NullMarked
package io.damocles.job.sql;

import org.jspecify.annotations.NullMarked;
