package tickertalk.benchmark;

import java.util.UUID;

/**
 * One chat message to post.
 *
 * @param number 1, 2, 3 … through the run
 * @param text of {@link #TEXT_CHARS} ASCII characters: {@link #MARKER}, the {@link
 *     System#nanoTime()} of its making in {@link #TIME_DIGITS} digits, and filler
 */
record Message(String room, long number, String id, String text) {
  /** Begins each text, and stands nowhere else in what any server sends. */
  static final byte MARKER = '^';

  static final int TIME_DIGITS = 19;
  static final int TEXT_CHARS = 100;

  /** What each delivery is longer than, and no answer or heartbeat that a reader gets. */
  static final int MIN_DELIVERY_BYTES = 250;

  private static final String FILLER =
      " the quick brown fox jumps over the lazy dog and sells it at seventy thousand dollars";

  private static final String EPOCH = UUID.randomUUID().toString();
  private static final String AUTHOR = UUID.randomUUID().toString();

  /** A version 4 UUID's upper half; the lower half counts. */
  private static final long ID_HIGH =
      (UUID.randomUUID().getMostSignificantBits() & ~0xF000L) | 0x4000L;

  static Message now(String room, long number) {
    String id = new UUID(ID_HIGH, Long.MIN_VALUE | number).toString();
    return new Message(room, number, id, text(System.nanoTime()));
  }

  private static String text(long nanoTime) {
    StringBuilder text = new StringBuilder(TEXT_CHARS).append((char) MARKER);
    String time = Long.toString(nanoTime);
    for (int i = time.length(); i < TIME_DIGITS; i++) {
      text.append('0');
    }
    text.append(time).append(FILLER);
    text.setLength(TEXT_CHARS);
    return text.toString();
  }

  /** The envelope that our bridge would tell this message in, for servers that make none. */
  String envelope() {
    return "{\"type\":\"rec\",\"address\":\"chat.room." + room + "\",\"body\":" + entry() + "}";
  }

  /** The log entry in that envelope. */
  String entry() {
    return "{\"kind\":\"message\",\"room\":\""
        + room
        + "\",\"epoch\":\""
        + EPOCH
        + "\",\"seq\":"
        + number
        + ",\"id\":\""
        + id
        + "\",\"from\":{\"id\":\""
        + AUTHOR
        + "\",\"name\":\"publisher\"},\"text\":\""
        + text
        + "\",\"at\":"
        + System.currentTimeMillis()
        + "}";
  }
}
