package tickertalk.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code posts}: measures how many posts a second are made durable, and how long one takes. */
@Command(
    name = "posts",
    description =
        "Measures durable posts on both databases, beside anchors; prints a table of the medians.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PostsCommand implements Callable<Integer> {
  @Option(
      names = "--peers",
      split = ",",
      defaultValue = "sqlite,postgresql,redis-streams,raw-sqlite,raw-postgresql",
      description = "ours on a database, or an anchor (default: ${DEFAULT-VALUE})")
  List<String> peers;

  @Option(names = "--rooms", defaultValue = "100", description = "and as many authors")
  int rooms;

  @Option(
      names = "--pace",
      description = "posts a second (default: 10,000 on SQLite, 5,000 on PostgreSQL)")
  Integer pace;

  @Option(names = "--in-flight", defaultValue = "10", description = "posts of each author")
  int inFlight;

  @Option(
      names = "--server-options",
      split = " ",
      description = "more options that our server is started with")
  List<String> serverOptions = List.of();

  @Mixin private final Trials trials = new Trials(3, 20, 10);

  @Override
  public Integer call() throws IOException {
    Site site = trials.site();
    trials.begin();
    int failed = 0;
    for (int run = 1; run <= trials.runs(); run++) {
      for (String peer : peers) {
        failed += measure(site, peer, run) ? 0 : 1;
      }
    }
    trials.end();
    return failed == 0 ? 0 : 1;
  }

  /** Tells and goes on when one does not hold: the others are still to be measured. */
  private boolean measure(Site site, String peer, int run) {
    try {
      Optional<String> missing = missing(peer);
      if (missing.isPresent()) {
        System.out.println(peer + " is left out: " + missing.get());
        return true;
      }
      measure(
          site,
          peer,
          (workload, flight, figures) ->
              trials.add(new Measurement(workload, flight, peer, run, figures)));
      return true;
    } catch (LoadException | IOException e) {
      System.out.println("run " + run + ", " + peer + ": FAILED: " + e);
      return false;
    }
  }

  private interface Measured {
    void add(String workload, int inFlight, Map<Figure, Double> figures);
  }

  private static Optional<String> missing(String peer) {
    return peer.equals("redis-streams")
        ? Commands.failure(List.of("redis-server", "--version"))
        : Optional.empty();
  }

  private void measure(Site site, String peer, Measured measured) throws IOException {
    switch (peer) {
      case "sqlite" -> measureOurs(site, List.of(), 10_000, measured);
      case "postgresql" -> {
        try (EmbeddedPostgres postgres = Anchors.durablePostgresql()) {
          String url = postgres.getJdbcUrl("postgres", "postgres");
          measureOurs(site, List.of("--database", url), 5_000, measured);
        }
      }
      default ->
          new Anchors(site, Workload.roomNames(rooms), inFlight, trials.time())
              .measure(peer, (flight, figures) -> measured.add("anchors", flight, figures));
    }
  }

  private void measureOurs(Site site, List<String> database, int itsPace, Measured measured) {
    List<String> options = Stream.concat(database.stream(), serverOptions.stream()).toList();
    Tickertalk ours = new Tickertalk(Door.RAW, true, options);
    List<String> names = Workload.roomNames(rooms);
    Posting posting =
        new Posting(names, pace == null ? itsPace : pace, inFlight, trials.warmUp(), trials.time());
    try (Server server = ours.start(site, names)) {
      posting.run(
          server,
          ours.dialect(server),
          (workload, figures) ->
              measured.add(
                  workload, workload.equals(Posting.MOST) ? rooms * inFlight : 0, figures));
    }
  }
}
