package io.damocles.sector;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProofType;
import org.junit.jupiter.api.Test;

class TreeNamesTest {

  @Test
  void smallSectorsHaveOneTreeAndLargeOnesEightOrSixteen() {
    assertThat(SectorFiles.treeNames(type("512MiB"))).containsExactly("sc-02-data-tree-r-last.dat");
    assertThat(SectorFiles.treeNames(type("32GiB")))
        .hasSize(8)
        .startsWith("sc-02-data-tree-r-last-0.dat")
        .endsWith("sc-02-data-tree-r-last-7.dat");
    assertThat(SectorFiles.treeNames(type("64GiB")))
        .hasSize(16)
        .endsWith("sc-02-data-tree-r-last-15.dat");
  }

  private static ProofType type(String size) {
    return ProofType.byName("StackedDrgWindow" + size + "V1_2").orElseThrow();
  }
}
