package tickertalk.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Something to do to a fresh server, and what to measure meanwhile. */
interface Workload {
  /** As it is named on the command line and in the tables. */
  String name();

  /** The rooms that it needs. */
  List<String> rooms();

  /**
   * Does it, and reports what it measured by messages in flight.
   *
   * @throws LoadException if the server did not hold
   */
  void run(Server server, Dialect dialect, BiConsumer<Integer, Map<Figure, Double>> report);

  /** Names for so many rooms. */
  static List<String> roomNames(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "room" + i).toList();
  }
}
