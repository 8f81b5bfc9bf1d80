package tickertalk.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where things are on this machine.
 *
 * @param jar the product's
 * @param peers the folder of the peers' servers
 * @param work takes logs and data folders
 * @param pinned whether the server is to have a CPU of its own
 */
record Site(Path jar, Path peers, Path work, boolean pinned) {
  /** This JVM's. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The command, on the server's CPU if it is to have one. */
  List<String> placed(List<String> command) {
    if (!pinned) {
      return command;
    }
    List<String> placed = new ArrayList<>(List.of("taskset", "-c", "0"));
    placed.addAll(command);
    return placed;
  }
}
