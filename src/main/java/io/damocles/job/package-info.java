/** The job table: jobs, attempts, leases and fences, and the rules that move them. */
@NullMarked
package io.damocles.job;

import org.jspecify.annotations.NullMarked;
