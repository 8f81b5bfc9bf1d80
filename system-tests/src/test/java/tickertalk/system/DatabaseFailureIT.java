package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database fails in the middle of a busy room: posts end with 503 within their bound, and when
 * it is back so is the room, without a restart, and with all that was acknowledged.
 */
@Timeout(300)
class DatabaseFailureIT {
  private static final Duration FAILURE = Duration.ofSeconds(60);

  /** A command is given up after 10 s; the rest is for a busy machine. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

  private static final int SOME_POSTS = 200;
  private static final int BUFFER_BYTES = 64 * 1024;

  @TempDir Path data;

  @Test
  void aDiskThatIsFullIsSaidAndIsForgottenWhenThereIsSpaceAgain() throws Exception {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", data.toString()), "root");
    try (Tickertalk server = Tickertalk.start(data, "--rate-limit", "off");
        BusyRoom room = new BusyRoom(server)) {
      room.awaitAcknowledgements(SOME_POSTS);

      Path filler = data.resolve("filler");
      fillDisk(filler);
      awaitFailure(room);
      Files.delete(filler);

      assertThatItGoesOn(room, server);
    } finally {
      assertThat(run("umount", "--lazy", data.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  private static void fillDisk(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (filler.toFile().getUsableSpace() > 0) {
        out.write(new byte[BUFFER_BYTES]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  @Test
  void aDatabaseThatAnotherProcessLocksIsSaidAndIsForgottenWhenItIsFree() throws SQLException {
    try (Tickertalk server = Tickertalk.start(data, "--rate-limit", "off");
        BusyRoom room = new BusyRoom(server)) {
      room.awaitAcknowledgements(SOME_POSTS);

      String url = "jdbc:sqlite:" + data.resolve("tickertalk.db") + "?busy_timeout=5000";
      try (Connection locking = DriverManager.getConnection(url);
          Statement statement = locking.createStatement()) {
        statement.execute("begin immediate");
        awaitFailure(room);
        statement.execute("rollback");
      }

      assertThatItGoesOn(room, server);
    }
  }

  @Test
  void aPostgresqlThatIsRestartedCostsNothingThatWasAcknowledged(@TempDir Path postgres)
      throws IOException {
    EmbeddedPostgres first = start(postgres, 0);
    int port = first.getPort();
    String url = first.getJdbcUrl("postgres", "postgres");
    try (Tickertalk server = Tickertalk.start(data, "--rate-limit", "off", "--database", url);
        BusyRoom room = new BusyRoom(server)) {
      room.awaitAcknowledgements(SOME_POSTS);

      first.close();
      awaitFailure(room);
      try (EmbeddedPostgres second = start(postgres, port)) {
        assertThat(second.getPort()).isEqualTo(port);
        assertThatItGoesOn(room, server);
      }
    }
  }

  private static EmbeddedPostgres start(Path folder, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setServerConfig("synchronous_commit", "on")
        .setPort(port)
        .start();
  }

  private static void awaitFailure(BusyRoom room) {
    int before = room.unavailable();
    await().atMost(FAILURE).until(() -> room.unavailable() > before);
  }

  private static void assertThatItGoesOn(BusyRoom room, Tickertalk server) {
    room.awaitAcknowledgements(SOME_POSTS);
    room.stopAndAudit(server);
    assertThat(room.longestAnswer()).isLessThan(LONGEST_ANSWER);
  }
}
