package io.damocles.sector;

import java.time.Duration;
import java.util.Optional;

/**
 * Limits of checks ({@code Common.Proving}).
 *
 * @param parallel sectors that are looked at at the same time, over all questions; 0 or less: no
 *     limit
 * @param single how long one sector may take; empty: no limit
 * @param partition how long one question may take, whatever its budget; empty: no limit
 */
public record CheckLimits(int parallel, Optional<Duration> single, Optional<Duration> partition) {}
