package tickertalk.benchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmark. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description =
        "Measures what posts, their fan-out, prices, search and moods cost our server and its peers.",
    subcommands = {
      DeflationCommand.class,
      DiskCommand.class,
      FanOutCommand.class,
      PostsCommand.class,
      ReportCommand.class,
      ScorerCommand.class,
      ScoresCommand.class,
      SearchCommand.class,
      TicksCommand.class
    })
final class Main {
  private Main() {}

  /** Runs one of the commands, and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  private static CommandLine commandLine() {
    // The script gives places first; who runs it may name others.
    return new CommandLine(new Main()).setOverwrittenOptionsAllowed(true);
  }
}
