package io.damocles.poster;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.prover.ProofType;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorStores;
import io.damocles.wire.JobInput;
import io.damocles.wire.Json;
import io.damocles.wire.SectorInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionJobTest {
  /** 1 to 6: 2 is terminated, 3 is faulty, 4 is faulty and recovers. */
  private static final Partition PARTITION =
      new Partition(
          BitField.range(1, 7),
          BitField.of(3, 4),
          BitField.of(4),
          BitField.of(1, 3, 4, 5, 6),
          BitField.of(1, 5, 6));

  @Test
  void provesLiveSectorsThatAreNotFaultyAndThoseThatRecover() {
    assertThat(PartitionJob.toProve(PARTITION)).isEqualTo(BitField.of(1, 4, 5, 6));
  }

  @Test
  void putsTheFirstGoodSectorInPlaceOfThoseThatAreNotProven() throws IOException {
    PartitionJob.Built built = build(good(1), good(4), good(5), good(6));

    assertThat(sectors(built)).containsExactly(1L, 1L, 1L, 4L, 5L, 6L);
    assertThat(built.skipped()).isEqualTo(BitField.EMPTY);
  }

  @Test
  void skipsBadSectorsAndThoseThatAreInNoStore() throws IOException {
    PartitionJob.Built built = build(bad(1), good(4), unknown(5), good(6));

    assertThat(sectors(built)).containsExactly(4L, 4L, 4L, 4L, 4L, 6L);
    assertThat(built.skipped()).isEqualTo(BitField.of(1, 5));
  }

  @Test
  void leavesASectorThatWasNotCheckedInTimeToTheWorker() throws IOException {
    SectorFinding late =
        new SectorFinding(5, Optional.of(new SectorStores("a", "b")), Optional.empty(), false);

    PartitionJob.Built built = build(good(1), good(4), late, good(6));

    assertThat(sectors(built)).contains(5L);
    assertThat(built.skipped()).isEqualTo(BitField.EMPTY);
  }

  @Test
  void hasNoEntriesIfNoSectorIsGood() throws IOException {
    PartitionJob.Built built = build(bad(1), bad(4), bad(5), bad(6));

    assertThat(sectors(built)).isEmpty();
    assertThat(built.skipped()).isEqualTo(BitField.of(1, 4, 5, 6));
  }

  @Test
  void isTheSameJobForTheSameSectors() {
    assertThat(build(good(1), good(4), good(5), good(6)).job().id())
        .isEqualTo(build(good(1), good(4), good(5), good(6)).job().id())
        .isNotEqualTo(build(bad(1), good(4), good(5), good(6)).job().id());
  }

  /** damocles-manager.md §6.1 and damocles-worker.md §4.9. */
  @Test
  void isTheJobOfDamoclesForTheSameInput() {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 7);
    BitField both = BitField.of(1, 2);
    Partition partition = new Partition(both, BitField.EMPTY, BitField.EMPTY, both, both);
    List<SectorOnChainInfo> infos =
        List.of(sealed(1, null), sealed(2, Cid.of(0xf102, 0xb401, new byte[32])));
    List<SectorFinding> findings = List.of(found(1, "store1"), found(2, "store2"));
    JobBuilder builder =
        new JobBuilder(1_000, ProofType.WINDOW_2KIB_V1_2, 3, 2, seed, 1_700_000_000_000L);

    assertThat(PartitionJob.build(builder, partition, infos, findings).job().id())
        .isEqualTo("PGz5aNKq7ns");
  }

  private static SectorFinding found(long number, String cache) {
    return new SectorFinding(
        number, Optional.of(new SectorStores("store1", cache)), Optional.empty(), true);
  }

  /** Its replica's commitment is its number, 32 times. */
  private static SectorOnChainInfo sealed(int number, @Nullable Cid key) {
    byte[] commR = new byte[32];
    Arrays.fill(commR, (byte) number);
    return new SectorOnChainInfo(number, 5, Cid.of(0xf102, 0xb401, commR), 0, 1_000, key);
  }

  private static PartitionJob.Built build(SectorFinding... findings) {
    List<SectorOnChainInfo> infos =
        Arrays.stream(findings)
            .map(
                finding ->
                    new SectorOnChainInfo(
                        finding.number(), 5, Cid.ofCbor(new byte[] {1}), 0, 1_000, null))
            .toList();
    JobBuilder target =
        new JobBuilder(1_000, ProofType.WINDOW_2KIB_V1_2, 3, 2, new byte[32], 1_700_000_000_000L);
    return PartitionJob.build(target, PARTITION, infos, List.of(findings));
  }

  private static SectorFinding good(long number) {
    return new SectorFinding(
        number, Optional.of(new SectorStores("a", "b")), Optional.empty(), true);
  }

  private static SectorFinding bad(long number) {
    return new SectorFinding(
        number, Optional.of(new SectorStores("a", "b")), Optional.of("no p_aux"), true);
  }

  private static SectorFinding unknown(long number) {
    return new SectorFinding(number, Optional.empty(), Optional.of("in no store"), false);
  }

  private static List<Long> sectors(PartitionJob.Built built) throws IOException {
    return Json.read(built.job().input(), JobInput.class).sectors().stream()
        .map(SectorInput::sectorId)
        .toList();
  }
}
