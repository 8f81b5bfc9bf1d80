package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;

/**
 * What one person said within a window: how many messages, and the sum of their scores. Kept by
 * sixtieths of the window, which leave it as a whole, so that what a person takes does not grow
 * with what they write.
 */
final class Slots {
  private static final int IN_WINDOW = 60;

  private final long slotMs;
  private final List<Slot> slots = new ArrayList<>(1);
  private long gone = Long.MIN_VALUE;
  private int messages;
  private long sum;

  private static final class Slot {
    final long number;
    int messages;
    long sum;

    Slot(long number) {
      this.number = number;
    }
  }

  Slots(MoodWindow window) {
    this.slotMs = window.ms() / IN_WINDOW;
  }

  /**
   * Takes a message in, or out.
   *
   * @param count 1 or -1
   * @param score in millionths, with the sign of the count: sums are exact in whatever order
   */
  void add(long at, int count, long score) {
    long number = Math.floorDiv(at, slotMs);
    forget(number - IN_WINDOW);
    if (number > gone) {
      Slot slot = slot(number);
      slot.messages += count;
      slot.sum += score;
      messages += count;
      sum += score;
    }
  }

  /** By time, not by arrival: the clocks of two JVMs that served a room differ a little. */
  private Slot slot(long number) {
    int place = slots.size();
    while (place > 0 && slots.get(place - 1).number > number) {
      place--;
    }
    if (place > 0 && slots.get(place - 1).number == number) {
      return slots.get(place - 1);
    }
    Slot slot = new Slot(number);
    slots.add(place, slot);
    return slot;
  }

  /** Moves the window on. */
  void expire(long now) {
    forget(Math.floorDiv(now, slotMs) - IN_WINDOW);
  }

  private void forget(long last) {
    gone = Math.max(gone, last);
    int leaving = 0;
    while (leaving < slots.size() && slots.get(leaving).number <= gone) {
      messages -= slots.get(leaving).messages;
      sum -= slots.get(leaving).sum;
      leaving++;
    }
    slots.subList(0, leaving).clear();
  }

  /** How many slots are kept. */
  int kept() {
    return slots.size();
  }

  int messages() {
    return messages;
  }

  /** The mean of the scores, in millionths. */
  double mean() {
    return (double) sum / messages;
  }
}
