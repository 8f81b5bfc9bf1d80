package tickertalk.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * What the commands have in common that start a server several times: how often, how long, with
 * which jar, and where that is written. How often and how long they do without an option is their
 * own.
 */
final class Trials {
  @Option(names = "--runs", description = "how often (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(names = "--warm-up", description = "seconds (default: ${DEFAULT-VALUE})")
  private int warmUpSeconds;

  @Option(names = "--seconds", description = "of measuring (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--jar", required = true, description = "the product's jar")
  private Path jar;

  @Option(names = "--work", required = true, description = "takes logs and data folders")
  private Path work;

  @Option(names = "--results", required = true, description = "takes a file of what was measured")
  private Path results;

  private Results file;

  Trials(int runs, int warmUpSeconds, int seconds) {
    this.runs = runs;
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
  }

  int runs() {
    return runs;
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUpSeconds);
  }

  Duration time() {
    return Duration.ofSeconds(seconds);
  }

  /** Where our server is, which needs no other. */
  Site site() throws IOException {
    return site(work, false);
  }

  /** Where the servers are; there is place for what they write. */
  Site site(Path peers, boolean pinned) throws IOException {
    Files.createDirectories(work);
    return new Site(jar, peers, work.toAbsolutePath(), pinned);
  }

  /** Makes the file for what is measured; once, before the first {@link #add}. */
  void begin() throws IOException {
    file = Results.create(results);
  }

  /** Keeps what was measured, and tells it at once. */
  void add(Measurement measured) {
    file.add(measured);
    System.out.println(Report.line(measured));
  }

  /** Tells the medians of all that was kept. */
  void end() throws IOException {
    System.out.println(new Report(Results.read(file.path())).markdown());
    System.out.println("Each run: " + file.path());
  }
}
