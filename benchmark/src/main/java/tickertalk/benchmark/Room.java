package tickertalk.benchmark;

import java.util.Arrays;

/**
 * What is on its way to the readers of one room. A message is in flight until every reader has it;
 * each reader gets the room's messages in order, so the count of each one's deliveries says which.
 */
final class Room {
  /** Room for those that were posted to see who listens. */
  private static final int PROBES = 32;

  private final String name;
  private final int mask;

  /** How many readers have had exactly this many messages, by the count's low bits. */
  private final int[] readersAt;

  private int readers;
  private long sent;
  private long completed;

  /**
   * A room without readers.
   *
   * @param maxInFlight how many messages may be on their way at once
   */
  Room(String name, int maxInFlight) {
    this.name = name;
    int slots = Integer.highestOneBit(Math.max(PROBES, maxInFlight)) << 1;
    this.readersAt = new int[slots];
    this.mask = slots - 1;
  }

  String name() {
    return name;
  }

  int readers() {
    return readers;
  }

  void addReader() {
    readers++;
    readersAt[0]++;
  }

  /**
   * Waits for a reader no longer.
   *
   * @param received how many messages it had
   */
  void removeReader(long received) {
    readers--;
    readersAt[(int) received & mask]--;
  }

  /** Notes a message that is on its way from now on. */
  void send() {
    if (sent - completed >= mask) {
      throw new IllegalStateException(name + ": too many messages in flight");
    }
    sent++;
  }

  /**
   * Notes that a reader got more messages.
   *
   * @param before how many it had
   * @return how many messages every reader has now that were in flight before
   */
  int received(long before, int more) {
    if (before + more > sent) {
      throw new LoadException(
          "a reader of " + name + " got " + (before + more) + " messages of " + sent);
    }
    readersAt[(int) before & mask]--;
    readersAt[(int) (before + more) & mask]++;
    long was = completed;
    while (completed < sent && readersAt[(int) completed & mask] == 0) {
      completed++;
    }
    return (int) (completed - was);
  }

  /** Begins to count anew, with everybody at nothing. */
  void reset() {
    Arrays.fill(readersAt, 0);
    readersAt[0] = readers;
    sent = 0;
    completed = 0;
  }
}
