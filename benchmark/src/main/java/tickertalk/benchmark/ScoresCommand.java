package tickertalk.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scores}: measures how long after its commit a message's score is shown. */
@Command(
    name = "scores",
    description = "Posts at a steady pace, and measures from each commit to its score's arrival.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScoresCommand implements Callable<Integer> {
  @Option(names = "--rooms", defaultValue = "20", description = "and as many authors")
  int rooms;

  @Option(
      names = "--per-second",
      defaultValue = "500",
      description = "posts a second, in all rooms (default: ${DEFAULT-VALUE})")
  int perSecond;

  @Option(names = "--runs", defaultValue = "3", description = "how often (default: 3)")
  int runs;

  @Option(names = "--warm-up", defaultValue = "30", description = "seconds (default: 30)")
  int warmUpSeconds;

  @Option(names = "--seconds", defaultValue = "20", description = "of measuring (default: 20)")
  int seconds;

  @Option(
      names = "--server-options",
      split = " ",
      description = "more options that our server is started with")
  List<String> serverOptions = List.of();

  @Option(names = "--jar", required = true, description = "the product's jar")
  Path jar;

  @Option(names = "--work", required = true, description = "takes logs and data folders")
  Path work;

  @Option(names = "--results", required = true, description = "takes a file of what was measured")
  Path results;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(work);
    Site site = new Site(jar, work, work.toAbsolutePath(), false);
    Results file = Results.create(results);
    for (int run = 1; run <= runs; run++) {
      Measurement measured = new Measurement("scores", 0, "ours", run, measure(site));
      file.add(measured);
      System.out.println(Report.line(measured));
    }
    System.out.println(new Report(Results.read(file.path())).markdown());
    System.out.println("Each run: " + file.path());
    return 0;
  }

  private Map<Figure, Double> measure(Site site) {
    Tickertalk ours = new Tickertalk(Door.RAW, true, serverOptions);
    List<String> names = Workload.roomNames(rooms);
    try (Server server = ours.start(site, names);
        ScoreListener listener = new ScoreListener(server, names);
        PostClient authors = new PostClient(server, ours.dialect(server), names)) {
      post(authors, listener, warmUpSeconds);
      Stopwatch watch = new Stopwatch(server.usage());
      listener.reset();
      watch.start();
      post(authors, listener, seconds);
      watch.stop();
      return figures(listener.delaysMs(), watch);
    }
  }

  /** Done when every message has its score. */
  private void post(PostClient authors, ScoreListener listener, int howLong) {
    authors.pace(perSecond, Duration.ofSeconds(howLong));
    authors.drain();
    listener.awaitScores(authors.acknowledged());
  }

  private static Map<Figure, Double> figures(Histogram delaysMs, Stopwatch watch) {
    Map<Figure, Double> figures = new LinkedHashMap<>();
    figures.put(Figure.SCORES_PER_SECOND, delaysMs.getTotalCount() / watch.seconds());
    figures.put(Figure.P50, (double) delaysMs.getValueAtPercentile(50));
    figures.put(Figure.P99, (double) delaysMs.getValueAtPercentile(99));
    figures.put(Figure.P999, (double) delaysMs.getValueAtPercentile(99.9));
    figures.put(Figure.MOST, (double) delaysMs.getMaxValue());
    watch.into(figures);
    return figures;
  }
}
