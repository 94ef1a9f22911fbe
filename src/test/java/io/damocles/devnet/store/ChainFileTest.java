package io.damocles.devnet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFileTest {
  @TempDir Path folder;

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenItIsNot() throws SQLException {
    try (ChainFile file = new ChainFile(folder.resolve("chain.db"))) {
      limit(file, 40);

      assertThatThrownBy(() -> file.transaction(() -> insert(file, 1 << 20)))
          .hasMessageContaining("chain.db: [SQLITE_FULL]")
          .hasMessageEndingWith("nothing was stored");

      limit(file, 1 << 20);
      file.transaction(() -> insert(file, 1 << 20));
      assertThat(file.list("SELECT count(*) FROM part", row -> row.getInt(1))).containsExactly(1);
    }
  }

  private static void limit(ChainFile file, int pages) throws SQLException {
    file.list("PRAGMA max_page_count = " + pages, row -> row.getInt(1));
  }

  private static void insert(ChainFile file, int bytes) throws SQLException {
    file.update("INSERT INTO part (cid, content) VALUES (?, ?)", "a", new byte[bytes]);
  }
}
