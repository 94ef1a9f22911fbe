package io.damocles.devnet.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.BitField;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.message.FaultDeclaration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectorAssignmentTest {
  private final MinerState bare = MinerRun.verifying().state;

  @Test
  void fillsAPartitionBeforeItOpensTheNextDeadline() {
    MinerState state = bare.withGenesisSectors(MinerRun.sectors(1, 5), 0);

    assertThat(state.deadlines().get(0).partitions().get(0).sectors()).isEqualTo(BitField.of(1, 2));
    assertThat(state.deadlines().get(1).partitions().get(0).sectors()).isEqualTo(BitField.of(3, 4));
    assertThat(state.deadlines().get(2).partitions().get(0).sectors()).isEqualTo(BitField.of(5));
    assertThat(state.power()).isEqualTo(5 * 2048);
    assertThat(state.cron().active()).isTrue();
  }

  @Test
  void leavesOutDeadlinesThatTakeNoChanges() {
    MinerState state = bare.withGenesisSectors(MinerRun.sectors(1, 92), 0);

    for (int index = 0; index < 48; index++) {
      int partitions = index == 37 || index == 38 ? 0 : 1;
      assertThat(state.deadlines().get(index).partitions()).hasSize(partitions);
    }
    MinerState more = state.withGenesisSectors(MinerRun.sectors(93, 93), 0);
    assertThat(more.deadlines().get(0).partitions()).hasSize(2);
  }

  @Test
  void takesDeadlinesThatAreTooNearForDeclarationsOnly() {
    MinerState state = bare.withGenesisSectors(MinerRun.sectors(1, 92), 50);

    assertThat(state.deadlines().get(38).partitions()).isEmpty();
    assertThat(state.deadlines().get(39).partitions()).hasSize(1);
  }

  @Test
  void prefersDeadlinesWhosePartitionsCouldBeCompacted() {
    MinerRun run = new MinerRun(bare.withGenesisSectors(MinerRun.sectors(1, 92), 0));
    run.terminate(new FaultDeclaration(7, 0, BitField.of(15, 16)));

    run.state = run.state.withNewSectors(MinerRun.sectors(93, 93), 0);

    assertThat(run.state.deadlines().get(7).partitions().get(1).unproven())
        .isEqualTo(BitField.of(93));
  }

  @Test
  void givesNewSectorsNoPower() {
    MinerState state = bare.withNewSectors(MinerRun.sectors(1, 2), 0);

    assertThat(state.power()).isZero();
    assertThat(state.deadlines().get(0).partitions().get(0).unproven())
        .isEqualTo(BitField.of(1, 2));
  }

  @Test
  void refusesSectorsThatAreThereOrOfAnotherSize() {
    MinerState state = bare.withNewSectors(MinerRun.sectors(1, 2), 0);
    SectorOnChainInfo small = MinerRun.sector(9);
    SectorOnChainInfo large = new SectorOnChainInfo(9, 8, small.sealedCid(), 0, 1_000_000, null);

    assertThatThrownBy(() -> state.withNewSectors(MinerRun.sectors(2, 2), 0))
        .hasMessage("sector 2 is there already");
    assertThatThrownBy(() -> state.withNewSectors(List.of(large), 0))
        .hasMessage(
            "sector 9 is sealed with proof type 8, which StackedDRGWindow2KiBV1P1 does not prove");
  }
}
