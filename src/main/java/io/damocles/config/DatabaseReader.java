package io.damocles.config;

import io.damocles.config.ManagerConfig.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code [Common.DB]}: jobs are kept in SQLite; what damocles' files say is understood. */
final class DatabaseReader {
  private static final String ALLOWED = "allowed is \"sqlite\", which is also the default";

  private final TomlTable common;
  private final List<String> warnings;

  DatabaseReader(TomlTable common, List<String> warnings) {
    this.common = common;
    this.warnings = warnings;
  }

  Database database(Path home) {
    var db = common.table("DB");
    db.string("Driver").ifPresent(driver -> check(db, driver));
    var mongo = common.table("MongoKVStore");
    if (mongo.bool("Enable", false)) {
      throw mongo.error("Enable", "MongoDB does not keep jobs here; remove the table", null);
    }
    return new Database(
        db.table("Sqlite").text("Path", "a path", UserPath::parse).orElse(home.resolve("jobs.db")));
  }

  private void check(TomlTable db, String driver) {
    switch (driver.toLowerCase(Locale.ROOT)) {
      case "sqlite" -> {}
      case "badger" ->
          warnings.add(
              db.place("Driver")
                  + " = \"badger\": jobs are kept in SQLite instead; old jobs are not taken over,"
                  + " the current ones are made again");
      case "mongo", "plugin" -> throw db.error("Driver", "not supported; " + ALLOWED, null);
      default -> throw db.error("Driver", "unknown driver; " + ALLOWED, null);
    }
  }
}
