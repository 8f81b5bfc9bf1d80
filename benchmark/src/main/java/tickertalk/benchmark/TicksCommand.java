package tickertalk.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ticks}: measures what a busy exchange costs, and how far behind it a browser is. */
@Command(
    name = "ticks",
    description =
        "Has a simulated exchange trade, and measures the server and what a browser shows.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TicksCommand implements Callable<Integer> {
  /** For the server to start and for everything to end. */
  private static final Duration AROUND = Duration.ofMinutes(3);

  @Option(
      names = "--symbols",
      defaultValue = "50",
      description = "how many (default: ${DEFAULT-VALUE})")
  int symbols;

  @Option(
      names = "--per-second",
      defaultValue = "10000",
      description = "trades a second, of all symbols (default: ${DEFAULT-VALUE})")
  int perSecond;

  @Option(names = "--runs", defaultValue = "1", description = "how often (default: 1)")
  int runs;

  @Option(names = "--warm-up", defaultValue = "60", description = "seconds (default: 60)")
  int warmUpSeconds;

  @Option(names = "--seconds", defaultValue = "30", description = "of measuring (default: 30)")
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
      Measurement measured = new Measurement("ticks", 0, "ours", run, measure(site));
      file.add(measured);
      System.out.println(Report.line(measured));
    }
    System.out.println(new Report(Results.read(file.path())).markdown());
    System.out.println("Each run: " + file.path());
    return 0;
  }

  private Map<Figure, Double> measure(Site site) {
    Duration life = AROUND.plusSeconds(warmUpSeconds + seconds);
    List<String> names = SteadyMarket.symbols(symbols);
    try (Server market = SteadyMarket.start(site, symbols, perSecond, life)) {
      Tickertalk ours = Tickertalk.withPrices(market.address(), names, serverOptions);
      try (Server server = ours.start(site, Workload.roomNames(1));
          QuoteClient browser = new QuoteClient(server, ours.dialect(server), names)) {
        browser.awaitPrices();
        browser.watch(Duration.ofSeconds(warmUpSeconds));
        return measure(market, server, browser);
      }
    }
  }

  private Map<Figure, Double> measure(Server market, Server server, QuoteClient browser) {
    Stopwatch watch = new Stopwatch(server.usage());
    long before = browser.trades();
    long marketMs = market.usage().cpuMs();
    watch.start();
    browser.watch(Duration.ofSeconds(seconds));
    watch.stop();
    double marketPercent = (market.usage().cpuMs() - marketMs) / watch.seconds() / 10;
    Map<Figure, Double> figures = new LinkedHashMap<>();
    figures.put(Figure.TICKS_PER_SECOND, (browser.trades() - before) / watch.seconds());
    figures.put(Figure.QUOTES_PER_SYMBOL, browser.quotes() / watch.seconds() / symbols);
    figures.put(Figure.P50, (double) browser.behindMs().getValueAtPercentile(50));
    figures.put(Figure.P99, (double) browser.behindMs().getValueAtPercentile(99));
    figures.put(Figure.MOST, (double) browser.behindMs().getMaxValue());
    watch.into(figures);
    figures.put(Figure.MARKET_CPU, marketPercent);
    figures.merge(Figure.OTHERS_CPU, marketPercent, (all, known) -> Math.max(0, all - known));
    return figures;
  }
}
