package tickertalk.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A bare table of messages in a database, and one commit for each message, one after the other. */
record CommitEach(String url) {
  private static final String TABLE =
      """
      create table message (
        room text not null, seq bigint not null, id text not null, body text not null,
        at bigint not null, primary key (room, seq))
      """;

  private static final String INSERT =
      "insert into message (room, seq, id, body, at) values (?, ?, ?, ?, ?)";

  Map<Figure, Double> measure(List<String> rooms, Duration time) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(TABLE);
      }
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        return measure(rooms, time, insert);
      }
    }
  }

  private static Map<Figure, Double> measure(
      List<String> rooms, Duration time, PreparedStatement insert) throws SQLException {
    Histogram nanos = new Histogram(3);
    long begun = System.nanoTime();
    long number = 0;
    for (long now = begun; now - begun < time.toNanos(); ) {
      Message message = Message.now(rooms.get((int) (number % rooms.size())), ++number);
      insert.setString(1, message.room());
      insert.setLong(2, message.number());
      insert.setString(3, message.id());
      insert.setString(4, message.text());
      insert.setLong(5, System.currentTimeMillis());
      insert.executeUpdate(); // which is a transaction, as none was begun
      long then = System.nanoTime();
      nanos.recordValue(then - now);
      now = then;
    }
    return Figure.ofAnswers(nanos, (System.nanoTime() - begun) / 1e9);
  }
}
