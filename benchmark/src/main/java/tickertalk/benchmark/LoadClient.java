package tickertalk.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tickertalk.benchmark.Connection.Purpose;

/**
 * Thousands of readers and who posts to them, on one thread with one buffer. Whatever it does not
 * use of the machine is the server's.
 */
final class LoadClient implements Connection.Listener, AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** One reader in so many tells how long its messages took. */
  private static final int SAMPLE_EVERY = 50;

  /** A Linux client has 28 thousand ports for one server, for each address of its own. */
  private static final int SOCKETS_PER_ADDRESS = 20_000;

  /** Nothing at all for so long means that something was lost. */
  private static final long STALLED_NS = Duration.ofSeconds(20).toNanos();

  private static final long QUIET_NS = Duration.ofMillis(300).toNanos();
  private static final int PROBES = 20;

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final InetSocketAddress server;
  private final Dialect dialect;
  private final Latencies latencies = new Latencies();

  private final List<Connection> readers = new ArrayList<>();
  private final Map<String, Room> rooms = new HashMap<>();
  private final List<Room> rota = new ArrayList<>();
  private final Map<Room, Connection> publishers = new HashMap<>();
  private final Set<Connection> unflushed = new HashSet<>();

  private final Deque<Connection> waiting = new ArrayDeque<>();
  private final Set<Connection> joining = new HashSet<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private boolean arriving;

  private int sockets;
  private int turnOf;
  private long number;
  private int inFlight;
  private long messages;
  private long deliveries;

  LoadClient(InetSocketAddress server, Dialect dialect) {
    this.server = server;
    this.dialect = dialect;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new LoadException("no selector", e);
    }
  }

  /** How readers arrived: how long it took, and what kept the others from it, by how often. */
  record Arrival(int joined, double seconds, Map<String, Integer> failures) {
    int failed() {
      return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The same, if all arrived.
     *
     * @throws LoadException if not
     */
    Arrival orFail() {
      if (!failures.isEmpty()) {
        throw new LoadException(failed() + " did not join: " + failures);
      }
      return this;
    }
  }

  /**
   * Lets readers join, in turn to each of the rooms.
   *
   * @param handshakes how many may be on their way at once
   */
  Arrival join(List<String> names, int count, int maxInFlight, int handshakes, Duration patience) {
    names.forEach(name -> roomNamed(name, maxInFlight));
    for (int i = 0; i < count; i++) {
      Room room = rooms.get(names.get(i % names.size()));
      String path = dialect.subscriberPath(room.name(), sockets);
      boolean sampled = i % SAMPLE_EVERY == 0;
      waiting.add(open(new Purpose(room, path, dialect.join(room.name()), sampled)));
    }
    Arrival arrival = arrive(handshakes, patience);
    readers.forEach(reader -> reader.room().addReader());
    return arrival;
  }

  private void roomNamed(String name, int maxInFlight) {
    Room room = new Room(name, maxInFlight);
    if (rooms.putIfAbsent(name, room) == null) {
      rota.add(room);
    }
  }

  /** Lets those in who post: one, or one for each room. */
  void openPublishers(int handshakes, Duration patience) {
    List<Room> served = dialect.publisherPerRoom() ? rota : rota.subList(0, 1);
    for (Room room : served) {
      String path = dialect.publisherPath(room.name(), sockets);
      Connection publisher = open(new Purpose(null, path, dialect.signIn(), false));
      publishers.put(room, publisher);
      waiting.add(publisher);
    }
    arrive(handshakes, patience).orFail();
    Connection first = publishers.get(rota.get(0));
    rota.forEach(room -> publishers.putIfAbsent(room, first));
  }

  private Connection open(Purpose purpose) {
    try {
      // 127.0.0.2 and on: the whole of 127.0.0.0/8 is this machine.
      byte[] address = {127, 0, 0, (byte) (2 + sockets++ / SOCKETS_PER_ADDRESS)};
      InetSocketAddress from = new InetSocketAddress(InetAddress.getByAddress(address), 0);
      return new Connection(from, server, dialect, purpose, latencies, this);
    } catch (IOException e) {
      throw new LoadException(
          "socket " + sockets + " cannot be opened; is `ulimit -n` large enough?", e);
    }
  }

  private Arrival arrive(int handshakes, Duration patience) {
    int before = readers.size();
    failures.clear();
    arriving = true;
    long begun = System.nanoTime();
    runUntil(
        () -> {
          while (joining.size() < handshakes && !waiting.isEmpty()) {
            Connection next = waiting.poll();
            joining.add(next);
            next.connect(selector);
          }
          return joining.isEmpty() && waiting.isEmpty();
        },
        begun + patience.toNanos());
    arriving = false;
    double seconds = (System.nanoTime() - begun) / 1e9;
    int late = joining.size() + waiting.size();
    if (late > 0) {
      failures.merge("not within " + patience.toSeconds() + " s", late, Integer::sum);
      joining.forEach(Connection::close);
      waiting.forEach(Connection::close);
      joining.clear();
      waiting.clear();
    }
    return new Arrival(readers.size() - before, seconds, Map.copyOf(failures));
  }

  @Override
  public void joined(Connection connection) {
    joining.remove(connection);
    if (connection.room() != null) {
      readers.add(connection);
    }
  }

  @Override
  public void lost(Connection connection, String why) {
    if (!arriving) {
      throw new LoadException("a connection was lost: " + why);
    }
    if (!joining.remove(connection)) {
      readers.remove(connection);
    }
    failures.merge(why, 1, Integer::sum);
  }

  @Override
  public void received(Connection reader, int count) {
    long before = reader.received();
    reader.countReceived(count);
    deliveries += count;
    inFlight -= reader.room().received(before, count);
  }

  /**
   * Posts to each room until every reader was reached, and then counts anew: not each server says
   * when a reader has joined.
   */
  void prove() {
    for (int probe = 0;
        probe < PROBES && !readers.stream().allMatch(r -> r.received() > 0);
        probe++) {
      for (Room room : rota) {
        post(room);
      }
      flush();
      runWhileHeard();
    }
    long deaf = readers.stream().filter(reader -> reader.received() == 0).count();
    if (deaf > 0) {
      throw new LoadException(deaf + " readers of " + readers.size() + " got no message");
    }
    readers.forEach(Connection::resetReceived);
    rota.forEach(Room::reset);
    inFlight = 0;
  }

  private void runWhileHeard() {
    long[] heard = {-1};
    do {
      heard[0] = deliveries;
      long until = System.nanoTime() + QUIET_NS;
      runUntil(() -> false, until);
    } while (deliveries != heard[0]);
  }

  /** Posts for a while, with so many messages on their way at once, and waits for the last one. */
  void load(int maxInFlight, Duration time) {
    begin(maxInFlight, time);
    drain();
  }

  /** Posts for a while; what is on its way at the end stays so. */
  void begin(int maxInFlight, Duration time) {
    runUntil(
        () -> {
          topUp(maxInFlight);
          return false;
        },
        System.nanoTime() + time.toNanos());
  }

  /** Posts at a steady pace, however long messages take. */
  void pace(double perSecond, Duration time) {
    long begun = System.nanoTime();
    long[] posted = {0};
    runUntil(
        () -> {
          long due = (long) ((System.nanoTime() - begun) / 1e9 * perSecond);
          for (; posted[0] < due; posted[0]++) {
            post(next());
          }
          flush();
          return false;
        },
        begun + time.toNanos());
  }

  /** Waits until nothing is in flight. */
  void drain() {
    runUntil(() -> inFlight == 0, Long.MAX_VALUE);
  }

  private void topUp(int maxInFlight) {
    while (inFlight < maxInFlight) {
      post(next());
    }
    flush();
  }

  private Room next() {
    turnOf = turnOf + 1 < rota.size() ? turnOf + 1 : 0;
    return rota.get(turnOf);
  }

  private void post(Room room) {
    Connection publisher = publishers.get(room);
    publisher.send(dialect.post(Message.now(room.name(), ++number)));
    unflushed.add(publisher);
    room.send();
    inFlight++;
    messages++;
  }

  private void flush() {
    for (Connection publisher : unflushed) {
      try {
        publisher.flush();
      } catch (IOException e) {
        throw new LoadException("the publisher's connection broke", e);
      }
    }
    unflushed.clear();
  }

  /** Serves the network, with {@code step} before each turn, until that says it is done. */
  private void runUntil(BooleanSupplier step, long deadline) {
    long heard = deliveries;
    long heardAt = System.nanoTime();
    while (!step.getAsBoolean()) {
      long now = System.nanoTime();
      if (now >= deadline) {
        return;
      }
      if (deliveries != heard) {
        heard = deliveries;
        heardAt = now;
      } else if (inFlight > 0 && now - heardAt > STALLED_NS) {
        throw new LoadException(inFlight + " messages did not reach every reader");
      }
      turn();
    }
  }

  private void turn() {
    try {
      selector.select(this::serve, 1);
    } catch (IOException e) {
      throw new LoadException("select failed", e);
    }
  }

  private void serve(SelectionKey key) {
    ((Connection) key.attachment()).serve(buffer);
  }

  Latencies latencies() {
    return latencies;
  }

  /** How many messages were posted since the beginning. */
  long messages() {
    return messages;
  }

  /** How many messages readers got since the beginning. */
  long deliveries() {
    return deliveries;
  }

  int readers() {
    return readers.size();
  }

  /** Lets the time pass, answering the server's heartbeats. */
  void rest(Duration time) {
    runUntil(() -> false, System.nanoTime() + time.toNanos());
  }

  /** All readers go at once, as when a proxy dies. */
  void dropReaders() {
    readers.forEach(Connection::close);
    readers.clear();
    rooms.clear();
    rota.clear();
  }

  @Override
  public void close() {
    readers.forEach(Connection::close);
    publishers.values().forEach(Connection::close);
    try {
      selector.close();
    } catch (IOException e) {
      throw new LoadException("the selector does not close", e);
    }
  }
}
