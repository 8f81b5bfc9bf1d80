package tickertalk.bridge;

import java.util.UUID;

/**
 * The ids of the lines of one connection: random in the first half and counted in the second, so
 * that it knows its own lines again without remembering them. For one thread.
 */
final class LineIds {
  /** What marks a UUID's variant (RFC 9562, 4.1). */
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final long firstHalf = UUID.randomUUID().getMostSignificantBits();
  private long made;

  String next() {
    made++;
    return new UUID(firstHalf, VARIANT | made).toString();
  }

  /** Whether an id is one of these. */
  boolean has(String id) {
    return UUID.fromString(id).getMostSignificantBits() == firstHalf;
  }
}
