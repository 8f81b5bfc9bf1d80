package tickertalk.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages that are posted to the rooms in turn, and what has become of them. */
final class Traffic {
  /** Nothing at all for so long means that something was lost. */
  private static final long STALLED_NS = Duration.ofSeconds(20).toNanos();

  private final Dialect dialect;
  private final Map<String, Room> byName = new HashMap<>();
  private final List<Room> rota = new ArrayList<>();
  private final Map<Room, Connection> publishers = new HashMap<>();
  private final Set<Connection> unflushed = new HashSet<>();

  private int turnOf;
  private long number;
  private int inFlight;
  private long completed;
  private long deliveries;
  private long heard;
  private long heardAt;

  Traffic(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The room of that name, which is there from now on. */
  Room room(String name, int maxInFlight) {
    return byName.computeIfAbsent(
        name,
        key -> {
          Room room = new Room(name, maxInFlight);
          rota.add(room);
          return room;
        });
  }

  List<Room> rooms() {
    return List.copyOf(rota);
  }

  void setPublisher(Room room, Connection publisher) {
    publishers.put(room, publisher);
  }

  /** Posts to the next rooms in turn until so many messages are in flight. */
  void topUp(int maxInFlight) {
    while (inFlight < maxInFlight) {
      post();
    }
    flush();
  }

  /** Posts to the next room in turn; {@link #flush} sends it. */
  void post() {
    turnOf = turnOf + 1 < rota.size() ? turnOf + 1 : 0;
    Room room = rota.get(turnOf);
    Connection publisher = publishers.get(room);
    publisher.send(dialect.post(Message.now(room.name(), ++number)));
    unflushed.add(publisher);
    room.send();
    inFlight++;
  }

  /** Posts to each room once. */
  void postToAll() {
    rota.forEach(room -> post());
    flush();
  }

  void flush() {
    for (Connection publisher : unflushed) {
      try {
        publisher.flush();
      } catch (IOException e) {
        throw new LoadException("the publisher's connection broke", e);
      }
    }
    unflushed.clear();
  }

  void received(Connection reader, int count) {
    long before = reader.received();
    reader.countReceived(count);
    deliveries += count;
    int done = reader.room().received(before, count);
    inFlight -= done;
    completed += done;
  }

  /** Begins to wait for deliveries. */
  void listen() {
    heardAt = System.nanoTime();
  }

  /**
   * Makes sure that what is in flight still comes.
   *
   * @throws LoadException if it does not
   */
  void checkHeard() {
    long now = System.nanoTime();
    if (deliveries != heard) {
      heard = deliveries;
      heardAt = now;
    } else if (inFlight > 0 && now - heardAt > STALLED_NS) {
      throw new LoadException(inFlight + " messages did not reach every reader");
    }
  }

  /** Counts anew, as if nothing had been posted. */
  void reset() {
    rota.forEach(Room::reset);
    inFlight = 0;
  }

  boolean isQuiet() {
    return inFlight == 0;
  }

  /** How many messages every reader of their room has got. */
  long completed() {
    return completed;
  }

  /** How many messages readers have got, each reader's counted. */
  long deliveries() {
    return deliveries;
  }

  void forgetRooms() {
    byName.clear();
    rota.clear();
    publishers.clear();
  }
}
