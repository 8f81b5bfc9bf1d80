package tickertalk.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Which database, and how long to wait for it.
 *
 * @param url {@code jdbc:sqlite:<file>} or {@code
 *     jdbc:postgresql://<host>/<name>?user=…&password=…}
 * @param connections how many connections to keep at most, 1 to 100
 * @param patience how long a piece of work waits for a connection or a lock before it fails
 */
public record DatabaseConfig(String url, int connections, Duration patience) {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * Checks the URL's kind and the ranges.
   *
   * @throws IllegalArgumentException naming the option
   */
  public DatabaseConfig {
    Objects.requireNonNull(patience);
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      // Not the URL itself, which may have a password in it.
      throw new IllegalArgumentException(
          "database: must start with " + SQLITE + " or " + POSTGRESQL);
    }
    if (url.equals(SQLITE) || url.startsWith(SQLITE + ":") || url.startsWith(SQLITE + "?")) {
      throw new IllegalArgumentException("database: SQLite needs a file, as in jdbc:sqlite:t.db");
    }
    if (connections < 1 || connections > 100) {
      throw new IllegalArgumentException("database-connections: must be within 1 and 100");
    }
  }

  /** The database at this URL, with four connections and three seconds of patience. */
  public static DatabaseConfig at(String url) {
    return new DatabaseConfig(url, 4, Duration.ofSeconds(3));
  }

  /** The embedded database in this folder. */
  public static DatabaseConfig embeddedIn(Path folder) {
    return at(SQLITE + folder.resolve("tickertalk.db"));
  }

  boolean embedded() {
    return url.startsWith(SQLITE);
  }

  /** The file of an embedded database. */
  Path file() {
    return Path.of(url.substring(SQLITE.length()));
  }
}
