package tickertalk.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What durable writing costs elsewhere on this machine, to hold our figures against: a Redis stream
 * for each room, and a bare table with a commit for each message.
 *
 * @param inFlight how many messages each room's author keeps in flight, where there are authors
 */
record Anchors(Site site, List<String> rooms, int inFlight, Duration time) {
  private static final List<String> REDIS =
      List.of(
          "redis-server",
          "--bind",
          "127.0.0.1",
          "--appendonly",
          "yes",
          "--appendfsync",
          "always",
          "--save",
          "");

  /** A server that waits for the disk, which embedded ones are else told not to. */
  static EmbeddedPostgres durablePostgresql() throws IOException {
    return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
  }

  /** Measures one of them; reports by messages in flight. */
  void measure(String name, BiConsumer<Integer, Map<Figure, Double>> report) throws IOException {
    switch (name) {
      case "redis-streams" -> redis(report);
      case "raw-sqlite" -> sqlite(report);
      case "raw-postgresql" -> {
        try (EmbeddedPostgres postgres = durablePostgresql()) {
          commits(postgres.getJdbcUrl("postgres", "postgres"), report);
        }
      }
      default -> throw new LoadException("--peers: there is no " + name);
    }
  }

  private void sqlite(BiConsumer<Integer, Map<Figure, Double>> report) throws IOException {
    Path folder = Files.createTempDirectory(site.work(), "raw-sqlite");
    try {
      Path file = folder.resolve("raw.db");
      commits("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL", report);
    } finally {
      Server.delete(folder);
    }
  }

  private void commits(String url, BiConsumer<Integer, Map<Figure, Double>> report) {
    try {
      report.accept(1, new CommitEach(url).measure(rooms, time));
    } catch (SQLException e) {
      throw new LoadException("no commit", e);
    }
  }

  private void redis(BiConsumer<Integer, Map<Figure, Double>> report) throws IOException {
    Path folder = Files.createTempDirectory(site.work(), "redis");
    int port = Server.freePort();
    List<String> command =
        Stream.concat(REDIS.stream(), Stream.of("--port", "" + port, "--dir", "" + folder))
            .toList();
    Path log = site.work().resolve("redis.log");
    try (Server server =
        Server.start(command, Map.of(), port, log, Server::listens).leaving(folder)) {
      report.accept(rooms.size() * inFlight, redis(server, rooms, inFlight));
      report.accept(1, redis(server, rooms.subList(0, 1), 1));
    }
  }

  private Map<Figure, Double> redis(Server server, List<String> streams, int each)
      throws IOException {
    try (RedisStreams authors = new RedisStreams(server.address(), streams)) {
      return authors.measure(each, time);
    }
  }
}
