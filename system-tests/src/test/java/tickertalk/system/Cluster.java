package tickertalk.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JVMs of one cluster on this machine, with one verticle or several in each. */
final class Cluster implements AutoCloseable {
  private static final int LEAST_PORT = 10_000;

  /**
   * From here on Linux takes ports for outgoing connections: one of them had the port that was kept
   * for a JVM by the time it started.
   */
  private static final int LEAST_EPHEMERAL_PORT = 32_768;

  private final Path data;
  private final List<String> options;
  private final List<Integer> freePorts;
  private final String members;
  private final List<Tickertalk> nodes = new ArrayList<>();
  private final Map<Tickertalk, Integer> places = new HashMap<>();

  /**
   * A cluster without a JVM yet.
   *
   * @param size how many JVMs there may ever be; those that are gone count
   * @param options what is told to every JVM
   */
  Cluster(Path data, int size, String... options) {
    this.data = data;
    this.options = List.of(options);
    this.freePorts = freePorts(size);
    this.members =
        freePorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /** Starts a JVM for each of these verticles, at the same time; all are ready. */
  List<Tickertalk> start(String... verticles) {
    List<Tickertalk> started = Stream.of(verticles).map(this::launch).toList();
    nodes.addAll(started);
    started.forEach(Tickertalk::ready);
    return started;
  }

  /** Where the members of the cluster are, or may be. */
  List<String> members() {
    return List.of(members.split(","));
  }

  /** Begins to start a JVM where one has died, so that the cluster has no more places than JVMs. */
  Tickertalk launchInPlaceOf(Tickertalk dead, String verticles) {
    Tickertalk launched = launch(verticles, places.remove(dead));
    nodes.remove(dead);
    nodes.add(launched);
    return launched;
  }

  private Tickertalk launch(String verticles) {
    return launch(verticles, freePorts.remove(0));
  }

  private Tickertalk launch(String verticles, int place) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--port", "0", "--verticles", verticles, "--cluster-members", members));
    all.addAll(List.of("--cluster-port", Integer.toString(place), "--cluster"));
    Tickertalk launched = Tickertalk.launch(data, all);
    places.put(launched, place);
    return launched;
  }

  private static List<Integer> freePorts(int count) {
    return new Random()
        .ints(LEAST_PORT, LEAST_EPHEMERAL_PORT)
        .distinct()
        .filter(Cluster::isFree)
        .limit(count)
        .boxed()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    nodes.forEach(Tickertalk::close);
  }
}
