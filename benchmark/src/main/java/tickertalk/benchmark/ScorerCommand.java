package tickertalk.benchmark;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scorer}: what reading the mood of one short message costs, by JMH. */
@Command(
    name = "scorer",
    description =
        "Scores messages of 40 characters on one thread, and loads the model; prints two tables.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScorerCommand implements Callable<Integer> {
  private static final String BYTES_PER_CALL = "gc.alloc.rate.norm";

  @Option(
      names = "--forks",
      defaultValue = "2",
      description = "JVMs for each row (default: ${DEFAULT-VALUE})")
  int forks;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "measured in each JVM, after as long a warm-up (default: ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--loads",
      defaultValue = "10",
      description = "JVMs that load the model (default: ${DEFAULT-VALUE})")
  int loads;

  @Override
  public Integer call() throws RunnerException {
    System.out.println("| | language | p50, µs | p99, µs | mean, µs | allocated, bytes |");
    System.out.println("|---|---|---|---|---|---|");
    run(benchmark("ScorerBenchmark").forks(forks).addProfiler(GCProfiler.class))
        .forEach(ScorerCommand::printScoring);
    System.out.println("\n| | p50, ms | slowest, ms |\n|---|---|---|");
    run(benchmark("LoadBenchmark").forks(loads).warmupIterations(0).measurementIterations(1))
        .forEach(ScorerCommand::printLoading);
    return 0;
  }

  private ChainedOptionsBuilder benchmark(String name) {
    return new OptionsBuilder()
        .include("tickertalk\\.sentiment\\." + name)
        .verbosity(VerboseMode.SILENT)
        .threads(1)
        .warmupIterations(seconds)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(seconds)
        .measurementTime(TimeValue.seconds(1))
        .jvmArgs("-Xmx256m")
        .shouldFailOnError(true);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static void printScoring(RunResult result) {
    Statistics nanos = result.getPrimaryResult().getStatistics();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.1f | %.0f |%n",
        result.getPrimaryResult().getLabel(),
        result.getParams().getParam("language"),
        nanos.getPercentile(50) / 1e3,
        nanos.getPercentile(99) / 1e3,
        nanos.getMean() / 1e3,
        bytesPerCall(result));
  }

  private static double bytesPerCall(RunResult result) {
    // The profiler's results have had a dot before their names in some versions.
    String name =
        result.getSecondaryResults().keySet().stream()
            .filter(key -> key.endsWith(BYTES_PER_CALL))
            .findFirst()
            .orElseThrow();
    return result.getSecondaryResults().get(name).getScore();
  }

  private static void printLoading(RunResult result) {
    Statistics nanos = result.getPrimaryResult().getStatistics();
    System.out.printf(
        Locale.ROOT,
        "| load | %.0f | %.0f |%n",
        nanos.getPercentile(50) / 1e6,
        nanos.getMax() / 1e6);
  }
}
