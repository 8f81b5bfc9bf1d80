package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CommitEachTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  @Test
  void whatIsCountedIsInTheTable() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("t.db");
    Map<Figure, Double> figures = new CommitEach(url).measure(List.of("a", "b"), SHORT);

    assertThat(figures.get(Figure.P50)).isPositive().isLessThanOrEqualTo(figures.get(Figure.P99));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from message")) {
      double atLeast = figures.get(Figure.ACKNOWLEDGED_PER_SECOND) * SHORT.toMillis() / 1_000;
      assertThat(rows.getDouble(1)).isPositive().isGreaterThanOrEqualTo(Math.floor(atLeast));
    }
  }
}
