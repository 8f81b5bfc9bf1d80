package tickertalk.chat;

/**
 * A stretch of the index in which a search looks: the upper part of a block of 2 to the power of
 * {@code bits} messages. A search begins with the newest few, in which a frequent word fills the
 * page, and goes on through ever bigger blocks, so that a rare one needs few steps.
 *
 * @param newest the highest number in it
 */
record SearchWindow(int bits, long newest) {
  private static final int[] SIZES = {13, 16, 19};

  /** The first one, with this number and lower ones. */
  static SearchWindow from(long newest) {
    return new SearchWindow(SIZES[0], newest);
  }

  /** The lowest number in it. */
  long oldest() {
    return newest >>> bits << bits;
  }

  boolean isLast() {
    return oldest() == 0;
  }

  /** The next one, downwards: what is left of the next bigger block. */
  SearchWindow next() {
    for (int size : SIZES) {
      if (size > bits) {
        return new SearchWindow(size, oldest() - 1);
      }
    }
    return new SearchWindow(bits, oldest() - 1);
  }

  /** The same without its upper part. */
  SearchWindow below(long number) {
    return new SearchWindow(bits, number - 1);
  }

  /** The blocks that a message is in. */
  static int[] blocks(long number) {
    int[] blocks = new int[SIZES.length];
    for (int i = 0; i < SIZES.length; i++) {
      blocks[i] = Grams.ofBlock(SIZES[i], number);
    }
    return blocks;
  }

  /** The block that it is a part of. */
  int block() {
    return Grams.ofBlock(bits, newest);
  }
}
