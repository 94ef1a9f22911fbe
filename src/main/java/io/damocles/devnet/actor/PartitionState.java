package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import java.util.List;

/**
 * A partition's sectors by number. Every change keeps the actor's invariants, or fails.
 *
 * @param sectors all of them, terminated ones too
 * @param unproven new ones without power
 * @param faults those without power because they were not proven
 * @param recoveries those of the faults that are to be proven again
 * @param early when the faults are terminated
 */
record PartitionState(
    BitField sectors,
    BitField unproven,
    BitField faults,
    BitField recoveries,
    BitField terminated,
    List<EarlyExpiry> early) {
  static final PartitionState EMPTY =
      new PartitionState(
          BitField.EMPTY,
          BitField.EMPTY,
          BitField.EMPTY,
          BitField.EMPTY,
          BitField.EMPTY,
          List.of());

  PartitionState {
    early = List.copyOf(early);
    expect(sectors.containsAll(terminated), "terminated sectors are not all in it");
    BitField live = sectors.minus(terminated);
    expect(live.containsAll(unproven), "unproven sectors are not all live");
    expect(live.containsAll(faults), "faulty sectors are not all live");
    expect(faults.and(unproven).isEmpty(), "sectors are unproven and faulty");
    expect(faults.containsAll(recoveries), "recovering sectors are not all faulty");
    expect(EarlyExpiry.sectors(early).equals(faults), "faulty sectors have no time to expire");
  }

  private static void expect(boolean met, String broken) {
    if (!met) {
      throw new IllegalStateException("a partition's state is broken: " + broken);
    }
  }

  BitField live() {
    return sectors.minus(terminated);
  }

  /** Those with power. */
  BitField active() {
    return live().minus(faults).minus(unproven);
  }

  /** New sectors, with power at once or with their first proof. */
  PartitionState add(BitField fresh, boolean proven) {
    BitField waiting = proven ? unproven : unproven.plus(fresh);
    return new PartitionState(sectors.plus(fresh), waiting, faults, recoveries, terminated, early);
  }

  /** Makes live sectors faulty, to be terminated at an epoch; withdraws their recoveries. */
  PartitionState fault(BitField named, long expiry) {
    BitField fresh = named.minus(terminated).minus(faults);
    return new PartitionState(
        sectors,
        unproven.minus(fresh),
        faults.plus(fresh),
        recoveries.minus(named),
        terminated,
        EarlyExpiry.add(early, expiry, fresh));
  }

  PartitionState declareRecovered(BitField named) {
    BitField more = recoveries.plus(named.and(faults));
    return new PartitionState(sectors, unproven, faults, more, terminated, early);
  }

  /** Gives power to what is declared as recovered, and to what is new. */
  PartitionState prove() {
    return new PartitionState(
        sectors,
        BitField.EMPTY,
        faults.minus(recoveries),
        BitField.EMPTY,
        terminated,
        EarlyExpiry.remove(early, recoveries));
  }

  PartitionState terminate(BitField gone) {
    return new PartitionState(
        sectors,
        unproven.minus(gone),
        faults.minus(gone),
        recoveries.minus(gone),
        terminated.plus(gone),
        EarlyExpiry.remove(early, gone));
  }

  /** Whether nothing in it could be proven: all faulty, none declared as recovered. */
  boolean hasNothingToProve() {
    return recoveries.isEmpty() && faults.equals(live());
  }

  /** As a node answers it. */
  Partition toPartition() {
    return new Partition(sectors, faults, recoveries, live(), active());
  }
}
