package tickertalk.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Fresh databases for tests: an embedded one, and one on a real PostgreSQL server. */
public final class Databases {
  private static final AtomicInteger created = new AtomicInteger();

  private Databases() {}

  /** One of each kind, both empty; for {@code @MethodSource}, which closes them. */
  public static Stream<Database> both() {
    return Stream.of(sqlite(), postgresql());
  }

  /** An empty embedded database in a temporary folder. */
  public static Database sqlite() {
    return Database.open(DatabaseConfig.embeddedIn(temporaryFolder()));
  }

  /** An empty database on the test run's PostgreSQL server. */
  public static Database postgresql() {
    return Database.open(DatabaseConfig.at(postgresqlUrl()));
  }

  /** The URL of a new, empty database on the test run's PostgreSQL server. */
  public static String postgresqlUrl() {
    String name = "test" + created.incrementAndGet();
    try (Connection connection = Server.running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Server.running.getJdbcUrl("postgres", name);
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("tickertalk-test");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started by the first test that asks, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres running = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
