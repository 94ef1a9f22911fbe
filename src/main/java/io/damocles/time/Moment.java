package io.damocles.time;

/**
 * One reading of both clocks.
 *
 * @param wall unix milliseconds; jumps when the machine's clock is set; what deadlines and lists
 *     are measured in
 * @param steady milliseconds that only ever run forward, within one life of the process; what
 *     leases are measured in
 */
public record Moment(long wall, long steady) {}
