package tickertalk.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tickertalk.benchmark.Connection.Purpose;

/**
 * Thousands of readers and who posts to them, on the thread that calls. Whatever it does not use of
 * the machine is the server's.
 */
final class LoadClient implements Connection.Listener, AutoCloseable {
  /** A Linux client has 28 thousand ports for one server, for each address of its own. */
  private static final int SOCKETS_PER_ADDRESS = 20_000;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final int PROBES = 5;

  /** A slow server takes seconds for the first of many rooms. */
  private static final int LONGEST_SILENCE = 10;

  private final EventLoop loop = new EventLoop();
  private final Latencies latencies = new Latencies();
  private final List<Connection> readers = new ArrayList<>();
  private final List<Connection> publishers = new ArrayList<>();
  private final List<Connection> asleep = new ArrayList<>();
  private final InetSocketAddress server;
  private final Dialect dialect;
  private final Traffic traffic;
  private final Arrivals arrivals;

  private int sockets;

  /**
   * A client without connections.
   *
   * @param handshakes how many may be on their way at once
   */
  LoadClient(InetSocketAddress server, Dialect dialect, int handshakes) {
    this.server = server;
    this.dialect = dialect;
    this.traffic = new Traffic(dialect);
    this.arrivals = new Arrivals(handshakes, PATIENCE);
  }

  /**
   * Who is to read where.
   *
   * @param readers in all; they go to the rooms in turn
   * @param sampleEvery one reader in so many tells how long its messages took
   * @param maxInFlight how many messages there will be at once
   */
  record Audience(List<String> rooms, int readers, int sampleEvery, int maxInFlight) {
    private boolean isSampled(int reader) {
      // Not the same rooms in each round.
      return (reader + reader / rooms.size()) % sampleEvery == 0;
    }
  }

  /** Lets readers join. */
  Arrivals.Outcome join(Audience audience) {
    List<String> names = audience.rooms;
    for (int i = 0; i < audience.readers; i++) {
      Room room = traffic.room(names.get(i % names.size()), audience.maxInFlight);
      String path = dialect.subscriberPath(room.name(), sockets);
      arrivals.expect(
          open(new Purpose(room, path, dialect.join(room.name()), audience.isSampled(i))));
    }
    return arrivals.letIn(loop);
  }

  /** Lets those in who post: one, or one for each room. */
  void openPublishers() {
    Connection publisher = null;
    for (Room room : traffic.rooms()) {
      if (publisher == null || dialect.publisherPerRoom()) {
        String path = dialect.publisherPath(room.name(), sockets);
        publisher = open(new Purpose(null, path, dialect.signIn(), false));
        publishers.add(publisher);
        arrivals.expect(publisher);
      }
      traffic.setPublisher(room, publisher);
    }
    arrivals.letIn(loop).orFail();
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

  @Override
  public void joined(Connection connection) {
    arrivals.joined(connection);
    if (connection.room() != null) {
      connection.room().addReader();
      readers.add(connection);
    }
  }

  @Override
  public void lost(Connection connection, String why) {
    arrivals.lost(connection, why);
    readers.remove(connection);
  }

  @Override
  public void received(Connection reader, int messages) {
    traffic.received(reader, messages);
  }

  /**
   * Posts to each room until every reader was reached, and then counts anew: not each server says
   * when a reader has joined.
   */
  void prove() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int probe = 0; probe < PROBES && deaf() > 0; probe++) {
      traffic.postToAll();
      runWhileHeard(LONGEST_SILENCE, deadline);
    }
    runWhileHeard(1, deadline);
    if (deaf() > 0) {
      throw new LoadException(deaf() + " readers of " + readers.size() + " got no message");
    }
    readers.forEach(Connection::resetReceived);
    traffic.reset();
  }

  private long deaf() {
    return readers.stream().filter(reader -> reader.received() == 0).count();
  }

  /** Goes on until everybody was reached, or nothing came for so many times {@link #QUIET}. */
  private void runWhileHeard(int silences, long deadline) {
    long heard = traffic.deliveries();
    for (int silence = 0; silence < silences && System.nanoTime() < deadline; silence++) {
      rest(QUIET);
      if (traffic.deliveries() != heard) {
        heard = traffic.deliveries();
        silence = -1;
      } else if (deaf() == 0) {
        return;
      }
    }
  }

  /** Posts for a while, with so many messages in flight; these stay so at the end. */
  void load(int inFlight, Duration time) {
    loadUntil(inFlight, () -> false, time);
  }

  /** Posts until the load is steady: for a while, and until the first messages have come home. */
  void settle(int inFlight, Duration time) {
    long enough = traffic.completed() + inFlight;
    load(inFlight, time);
    loadUntil(inFlight, () -> traffic.completed() >= enough, PATIENCE);
  }

  private void loadUntil(int inFlight, BooleanSupplier done, Duration time) {
    run(
        () -> {
          traffic.topUp(inFlight);
          return done.getAsBoolean();
        },
        time);
  }

  /** Posts at a steady pace, however long messages take. */
  void pace(double perSecond, Duration time) {
    long begun = System.nanoTime();
    long[] posted = {0};
    run(
        () -> {
          long due = (long) ((System.nanoTime() - begun) / 1e9 * perSecond);
          for (; posted[0] < due; posted[0]++) {
            traffic.post();
          }
          traffic.flush();
          return false;
        },
        time);
  }

  /** One reader reads nothing any more, and is not waited for; while nothing is in flight. */
  void freezeAReader() {
    Connection frozen = readers.remove(readers.size() - 1);
    frozen.room().removeReader(frozen.received());
    frozen.freeze();
    asleep.add(frozen);
  }

  /** Waits until nothing is in flight. */
  void drain() {
    run(traffic::isQuiet, PATIENCE);
  }

  /** Lets the time pass, answering the server's heartbeats. */
  void rest(Duration time) {
    run(() -> false, time);
  }

  private void run(BooleanSupplier step, Duration time) {
    traffic.listen();
    loop.runUntil(
        () -> {
          traffic.checkHeard();
          return step.getAsBoolean();
        },
        System.nanoTime() + time.toNanos());
  }

  Latencies latencies() {
    return latencies;
  }

  /** How many messages readers have got, each reader's counted. */
  long deliveries() {
    return traffic.deliveries();
  }

  /** All readers go at once, as when a proxy dies. */
  void dropReaders() {
    readers.forEach(Connection::close);
    readers.clear();
    traffic.forgetRooms();
  }

  @Override
  public void close() {
    readers.forEach(Connection::close);
    publishers.forEach(Connection::close);
    asleep.forEach(Connection::close);
    loop.close();
  }
}
