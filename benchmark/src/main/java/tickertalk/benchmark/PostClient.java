package tickertalk.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import tickertalk.benchmark.Connection.Purpose;

/**
 * People who post, each on a WebSocket of their own to a room of their own, on the thread that
 * calls. A post is in flight until it is acknowledged; one that is refused, or not answered, fails
 * the run.
 */
final class PostClient implements Connection.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long STALLED_NS = Duration.ofSeconds(20).toNanos();
  private static final int HANDSHAKES = 64;

  /** How many posts there may be between the oldest that is not acknowledged and the newest. */
  private static final int SLOTS = 1 << 20;

  private static final String ADDRESS = "\"address\":\"";

  private final EventLoop loop = new EventLoop();
  private final Arrivals arrivals = new Arrivals(HANDSHAKES, PATIENCE);
  private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
  private final List<Person> people = new ArrayList<>();
  private final Map<Connection, Person> byConnection = new HashMap<>();

  /** By a post's number: since when its author has waited. */
  private final long[] waitingSince = new long[SLOTS];

  private final Queue<Person> answered = new ArrayDeque<>();
  private final Set<Connection> unflushed = new HashSet<>();
  private long posted;
  private long acknowledged;

  private static final class Person {
    final Connection connection;
    final String room;
    int inFlight;

    Person(Connection connection, String room) {
      this.connection = connection;
      this.room = room;
    }
  }

  /** Lets somebody in for each of these rooms, and has all of them ready to post. */
  PostClient(Server server, Dialect dialect, List<String> rooms) {
    for (String room : rooms) {
      String token = Tickertalk.token(server.address(), "poster in " + room);
      String path = "/eventbus/websocket?token=" + token;
      Person person = new Person(open(server, dialect, path), room);
      people.add(person);
      byConnection.put(person.connection, person);
      arrivals.expect(person.connection);
    }
    arrivals.letIn(loop).orFail();
  }

  private Connection open(Server server, Dialect dialect, String path) {
    try {
      InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Purpose purpose = new Purpose(null, path, dialect.signIn(), false);
      return new Connection(from, server.address(), dialect, purpose, new Latencies(), this);
    } catch (IOException e) {
      throw new LoadException("a socket cannot be opened", e);
    }
  }

  @Override
  public void joined(Connection connection) {
    arrivals.joined(connection);
  }

  @Override
  public void received(Connection connection, int messages) {
    throw new LoadException("messages for somebody who listens to nothing");
  }

  @Override
  public void lost(Connection connection, String why) {
    arrivals.lost(connection, why);
  }

  @Override
  public void answered(Connection connection, String frame) {
    long number = number(frame);
    long since = waitingSince[slot(number)];
    if (since == 0) {
      throw new LoadException("an answer to nothing: " + frame);
    }
    waitingSince[slot(number)] = 0;
    nanos.recordValue(Math.max(0, System.nanoTime() - since));
    acknowledged++;
    Person person = byConnection.get(connection);
    person.inFlight--;
    answered.add(person);
  }

  private static long number(String frame) {
    int from = frame.indexOf(ADDRESS) + ADDRESS.length();
    return Long.parseLong(frame, from, frame.indexOf('"', from), 10);
  }

  private static int slot(long number) {
    return (int) number & (SLOTS - 1);
  }

  /** Everybody keeps so many posts in flight for a while. */
  void keepInFlight(int each, Duration time) {
    people.forEach(person -> topUp(person, each));
    run(
        () -> {
          for (Person next = answered.poll(); next != null; next = answered.poll()) {
            topUp(next, each);
          }
          flush();
          return false;
        },
        time);
  }

  private void topUp(Person person, int most) {
    while (person.inFlight < most) {
      post(person, System.nanoTime());
    }
  }

  /**
   * Posts come at a steady pace for a while, however long the answers take, and wait from the
   * moment they were due, so that a server that is late is not spared.
   */
  void pace(double perSecond, Duration time) {
    long begun = System.nanoTime();
    long first = posted;
    run(
        () -> {
          answered.clear();
          long now = System.nanoTime();
          while (begun + (long) ((posted - first) / perSecond * 1e9) <= now) {
            long due = begun + (long) ((posted - first) / perSecond * 1e9);
            post(people.get((int) (posted % people.size())), due);
          }
          flush();
          return false;
        },
        time);
  }

  /** One post after the other, each alone, with a rest of the server between them. */
  void oneByOne(int count, Duration rest) {
    for (int i = 0; i < count; i++) {
      post(people.get(i % people.size()), System.nanoTime());
      drain();
      loop.runUntil(() -> false, System.nanoTime() + rest.toNanos());
    }
  }

  private void post(Person person, long since) {
    long number = ++posted;
    if (waitingSince[slot(number)] != 0) {
      throw new LoadException("too many posts in flight");
    }
    waitingSince[slot(number)] = since;
    person.connection.send(
        Tickertalk.postEnvelope(Message.now(person.room, number), Long.toString(number)));
    person.inFlight++;
    unflushed.add(person.connection);
  }

  private void flush() {
    for (Connection connection : unflushed) {
      try {
        connection.flush();
      } catch (IOException e) {
        throw new LoadException("a connection broke", e);
      }
    }
    unflushed.clear();
  }

  /** Waits until everything is acknowledged. */
  void drain() {
    flush();
    run(() -> posted == acknowledged, PATIENCE);
    answered.clear();
  }

  private void run(BooleanSupplier step, Duration time) {
    long[] heard = {acknowledged, System.nanoTime()};
    loop.runUntil(
        () -> {
          long now = System.nanoTime();
          if (acknowledged != heard[0] || posted == acknowledged) {
            heard[0] = acknowledged;
            heard[1] = now;
          } else if (now - heard[1] > STALLED_NS) {
            throw new LoadException((posted - acknowledged) + " posts were not answered");
          }
          return step.getAsBoolean();
        },
        System.nanoTime() + time.toNanos());
  }

  /** How many were acknowledged until now. */
  long acknowledged() {
    return acknowledged;
  }

  void resetLatencies() {
    nanos.reset();
  }

  /** How long posts waited since the last reset. */
  Histogram latencies() {
    return nanos;
  }

  @Override
  public void close() {
    people.forEach(person -> person.connection.close());
    loop.close();
  }
}
