package io.damocles.job.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void refusesTablesOfANewerVersion() throws SQLException {
    Path file = folder.resolve("jobs.db");
    try (Connection connection = Database.open(file).connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 99");
    }

    assertThatThrownBy(() -> Database.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("version 99")
        .hasMessageContaining("newer version");
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Path file = folder.resolve("jobs.db");
    Files.writeString(file, "this is no database, it is only text that is long enough".repeat(40));

    assertThatThrownBy(() -> Database.open(file))
        .hasMessageContaining(file + ": is no SQLite database");
  }

  @Test
  void refusesAFolderInPlaceOfTheFile() {
    assertThatThrownBy(() -> Database.open(folder))
        .hasMessageContaining(folder + " is a directory, expected a file");
  }

  @Test
  void namesAFolderThatIsMissing() {
    Path file = folder.resolve("missing/jobs.db");

    assertThatThrownBy(() -> Database.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessage("database " + file + ": its folder does not exist");
  }

  @Test
  void opensWhatItMadeBefore() {
    Path file = folder.resolve("jobs.db");
    Database.open(file);
    Database.open(file);
  }
}
