package tickertalk.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies SQLite's write-ahead log into the database file beside the writers. Left to itself, SQLite
 * does so within the commit that makes the log long, and whoever waits for that commit waits until
 * all of these pages are on the disk: some 30 ms for 4,000 of them, where a commit takes less than
 * one.
 *
 * @see <a href="https://sqlite.org/wal.html#avoiding_excessively_large_wal_files">SQLite: Avoiding
 *     excessively large WAL files</a>
 */
final class Checkpointer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Checkpointer.class);

  private static final long PERIOD_MS = 500;

  /** From here on the log begins again, which takes a moment without writers: 16 MB. */
  private static final int LONG_LOG = 4_000;

  /** As many pages are copied in a moment. */
  private static final int FEW_PAGES = 200;

  /** So many passes come as near to the writers as they will. */
  private static final int MAX_PASSES = 5;

  private final Supplier<Dialect.Turn> writeTurn;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Checkpointer::daemon);
  private final AtomicBoolean written = new AtomicBoolean();
  private boolean failing;

  /**
   * How far the log is copied.
   *
   * @param pages in the log since it last began
   * @param copied of them
   */
  private record Progress(int pages, int copied) {}

  /**
   * One that has not begun.
   *
   * @param writeTurn waits until nobody else writes
   */
  Checkpointer(Supplier<Dialect.Turn> writeTurn) {
    this.writeTurn = writeTurn;
  }

  /** Begins, for the database that these are connected to. */
  @SuppressWarnings("FutureReturnValueIgnored") // it ends with the thread
  void start(DataSource connections) {
    thread.scheduleWithFixedDelay(
        () -> tick(connections), PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "database-checkpoint");
    thread.setDaemon(true);
    return thread;
  }

  /** Notes that something was committed. */
  void written() {
    written.set(true);
  }

  private void tick(DataSource connections) {
    if (!written.getAndSet(false)) {
      return;
    }
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      copy(statement);
      failing = false;
    } catch (SQLException | StorageException e) {
      written();
      if (!failing) {
        logger.warn("the write-ahead log cannot be copied for now: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /**
   * A log begins again only when nothing is in it that is not copied; writers always are a little
   * ahead, so that the last of it is copied without them.
   */
  private void copy(Statement statement) throws SQLException {
    Progress progress = pass(statement);
    int before = 0;
    for (int passes = 1;
        passes < MAX_PASSES && progress.pages >= LONG_LOG && progress.copied - before > FEW_PAGES;
        passes++) {
      before = progress.copied;
      progress = pass(statement);
    }
    if (progress.pages >= LONG_LOG) {
      try (Dialect.Turn turn = writeTurn.get()) {
        pass(statement);
      }
    }
  }

  private static Progress pass(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("pragma wal_checkpoint(passive)")) {
      row.next();
      return new Progress(row.getInt(2), row.getInt(3));
    }
  }

  /** Waits for what is under way: the file is not to be closed beneath it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
