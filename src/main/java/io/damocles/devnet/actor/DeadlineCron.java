package io.damocles.devnet.actor;

/**
 * Which deadline ends next, as the chain has it stored.
 *
 * @param periodStart of a proving period; stale while the cron sleeps
 * @param deadline of that period
 * @param active whether deadlines' ends are handled: not without sectors
 */
record DeadlineCron(long periodStart, long deadline, boolean active) {

  DeadlineCron awake() {
    return new DeadlineCron(periodStart, deadline, true);
  }
}
