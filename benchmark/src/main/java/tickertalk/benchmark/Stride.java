package tickertalk.benchmark;

/**
 * How far apart the markers of messages are in what a server sends, so that a reader need not look
 * at each byte. Learned while the load warms up. Afterwards messages only grow, as their numbers
 * do, so that what was the shortest way stays a way without a marker in it; were one skipped all
 * the same, its message would stay in flight and the run would fail.
 */
final class Stride {
  private static final int UNKNOWN = Integer.MAX_VALUE;

  /** Room for parts that are not the same in each message, such as a time. */
  private static final int SLACK = 16;

  private boolean learning = true;
  private int lead = UNKNOWN;
  private int gap = UNKNOWN;

  /** Whether markers are to be looked for everywhere and told to this. */
  boolean isLearning() {
    return learning;
  }

  void sawFirst(long bytesBefore) {
    lead = (int) Math.min(lead, bytesBefore);
  }

  void sawNext(long bytesBetween) {
    gap = (int) Math.min(gap, bytesBetween);
  }

  void learned() {
    learning = false;
  }

  /** How many bytes at the beginning of a WebSocket message have no marker. */
  int lead() {
    return learning || lead == UNKNOWN ? 0 : Math.max(0, lead - SLACK);
  }

  /** How many bytes after a marker have no other. */
  int gap() {
    return learning || gap == UNKNOWN ? 0 : Math.max(0, gap - SLACK);
  }
}
