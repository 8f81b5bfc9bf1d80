package tickertalk.chat;

import java.time.Duration;
import java.util.List;
import tickertalk.contract.ChatPost;

/**
 * What an operator may set about chat.
 *
 * @param rooms the rooms that exist from the start
 * @param maxRooms how many rooms there may be
 * @param typingTimeout how long somebody counts as typing after the last word of it; the page
 *     repeats it every 300 ms while keys are pressed
 * @param presenceTimeout how long a bridge may be silent before its people count as gone
 * @param presenceInterval the shortest time between two presence events of a room
 * @param maxWaitingPosts how many posts may wait for the disk; more end with 503
 * @param maxWaitingChars how many UTF-16 code units of text may wait for the disk
 * @param maxSamePosts how often a person may say the same within half a minute, {@value
 *     #MOST_SAME_POSTS} at most; 0 for no limit
 */
public record ChatConfig(
    List<String> rooms,
    int maxRooms,
    Duration typingTimeout,
    Duration presenceTimeout,
    Duration presenceInterval,
    int maxWaitingPosts,
    int maxWaitingChars,
    int maxSamePosts) {

  /** Of so many the last are compared. */
  private static final int MOST_SAME_POSTS = 8;

  /** In UTF-16 code units: {@link ChatPost#MAX_TEXT} characters of four, and some of more. */
  private static final int LONGEST_POST = 128 + 4 * ChatPost.MAX_TEXT;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the option
   */
  public ChatConfig {
    rooms = List.copyOf(rooms);
    requirePositive("typing-timeout", typingTimeout);
    requirePositive("presence-timeout", presenceTimeout);
    requirePositive("presence-interval", presenceInterval);
    if (maxRooms < rooms.size()) {
      throw new IllegalArgumentException("max-rooms: must not be less than there are rooms");
    }
    if (maxWaitingPosts < 1) {
      throw new IllegalArgumentException("max-waiting-posts: must be 1 or more");
    }
    if (maxWaitingChars < LONGEST_POST) {
      throw new IllegalArgumentException("max-waiting-chars: must be " + LONGEST_POST + " or more");
    }
    if (maxSamePosts < 0 || maxSamePosts > MOST_SAME_POSTS) {
      throw new IllegalArgumentException("max-same-posts: must be within 0 and 8");
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
        rooms,
        1_000,
        Duration.ofMillis(1_200),
        Duration.ofSeconds(8),
        Duration.ofSeconds(1),
        10_000,
        16 * 1024 * 1024,
        4);
  }

  /** The same without a limit on how often a person may say the same. */
  public ChatConfig withoutFloodControl() {
    return new ChatConfig(
        rooms,
        maxRooms,
        typingTimeout,
        presenceTimeout,
        presenceInterval,
        maxWaitingPosts,
        maxWaitingChars,
        0);
  }

  /** The same with another limit. */
  public ChatConfig withMaxRooms(int limit) {
    return new ChatConfig(
        rooms,
        limit,
        typingTimeout,
        presenceTimeout,
        presenceInterval,
        maxWaitingPosts,
        maxWaitingChars,
        maxSamePosts);
  }

  /** The same with other timing. */
  ChatConfig withTiming(Duration typing, Duration presence, Duration interval) {
    return new ChatConfig(
        rooms,
        maxRooms,
        typing,
        presence,
        interval,
        maxWaitingPosts,
        maxWaitingChars,
        maxSamePosts);
  }

  /** The same with other bounds on what waits for the disk. */
  ChatConfig withMaxWaiting(int posts, int chars) {
    return new ChatConfig(
        rooms,
        maxRooms,
        typingTimeout,
        presenceTimeout,
        presenceInterval,
        posts,
        chars,
        maxSamePosts);
  }
}
