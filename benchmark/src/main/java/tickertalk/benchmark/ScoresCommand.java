package tickertalk.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final Trials trials = new Trials(3, 30, 20);

  @Option(
      names = "--server-options",
      split = " ",
      description = "more options that our server is started with")
  List<String> serverOptions = List.of();

  @Override
  public Integer call() throws IOException {
    Site site = trials.site();
    trials.begin();
    for (int run = 1; run <= trials.runs(); run++) {
      trials.add(new Measurement("scores", 0, "ours", run, measure(site)));
    }
    trials.end();
    return 0;
  }

  private Map<Figure, Double> measure(Site site) {
    Tickertalk ours = new Tickertalk(Door.RAW, true, serverOptions);
    List<String> names = Workload.roomNames(rooms);
    try (Server server = ours.start(site, names);
        ScoreListener listener = new ScoreListener(server, names);
        PostClient authors = new PostClient(server, ours.dialect(server), names)) {
      post(authors, listener, trials.warmUp());
      Stopwatch watch = new Stopwatch(server.usage());
      listener.reset();
      watch.start();
      post(authors, listener, trials.time());
      watch.stop();
      return figures(listener.delaysMs(), watch);
    }
  }

  /** Done when every message has its score. */
  private void post(PostClient authors, ScoreListener listener, Duration howLong) {
    authors.pace(perSecond, howLong);
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
