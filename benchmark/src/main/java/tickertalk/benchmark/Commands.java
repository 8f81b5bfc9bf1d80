package tickertalk.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other programs on this machine. */
final class Commands {
  private static final long PATIENCE_SECONDS = 20;

  private Commands() {}

  /** The command with its places filled in, and with more arguments. */
  static List<String> in(Site site, List<String> command, String... more) {
    return Stream.concat(command.stream().map(part -> place(site, part)), Stream.of(more)).toList();
  }

  private static String place(Site site, String part) {
    if (part.equals("WORK")) {
      return site.work().resolve("peer").toString();
    }
    return part.startsWith("./") ? site.peers().resolve(part).normalize().toString() : part;
  }

  /** Why a command does not end with 0, if it does not. */
  static Optional<String> failure(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(String.join(" ", command) + " does not end");
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of("`" + String.join(" ", command) + "` fails");
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
