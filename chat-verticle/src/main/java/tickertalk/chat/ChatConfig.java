package tickertalk.chat;

import java.time.Duration;
import java.util.List;

/**
 * What an operator may set about chat.
 *
 * @param rooms the rooms that exist from the start
 * @param maxRooms how many rooms there may be
 * @param typingTimeout how long somebody counts as typing after the last word of it; the page
 *     repeats it every 300 ms while keys are pressed
 * @param presenceTimeout how long a bridge may be silent before its people count as gone
 * @param presenceInterval the shortest time between two presence events of a room
 */
public record ChatConfig(
    List<String> rooms,
    int maxRooms,
    Duration typingTimeout,
    Duration presenceTimeout,
    Duration presenceInterval) {

  public ChatConfig {
    rooms = List.copyOf(rooms);
    requirePositive("typing-timeout", typingTimeout);
    requirePositive("presence-timeout", presenceTimeout);
    requirePositive("presence-interval", presenceInterval);
    if (maxRooms < rooms.size()) {
      throw new IllegalArgumentException("max-rooms: must not be less than there are rooms");
    }
    if (rooms.isEmpty()) {
      throw new IllegalArgumentException("rooms: there must be one at least");
    }
  }

  private static void requirePositive(String option, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(option + ": must be longer than nothing");
    }
  }

  /** These rooms, and timing that suits people. */
  public static ChatConfig of(List<String> rooms) {
    return new ChatConfig(
        rooms, 1_000, Duration.ofMillis(1_200), Duration.ofSeconds(8), Duration.ofSeconds(1));
  }

  /** The same with another limit. */
  public ChatConfig withMaxRooms(int limit) {
    return new ChatConfig(rooms, limit, typingTimeout, presenceTimeout, presenceInterval);
  }
}
