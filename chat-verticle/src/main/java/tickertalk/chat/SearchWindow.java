package tickertalk.chat;

import tickertalk.contract.SearchOrder;

/**
 * A stretch of the index in which a search looks: the part of a block of 2 to the power of {@code
 * bits} messages that is not behind the search yet. A search begins with the first few, in which a
 * frequent word fills the page, and goes on through ever bigger blocks, so that a rare one needs
 * few steps.
 *
 * @param order whether it goes downwards, with the newest first, or upwards
 * @param first the number at which it begins
 */
record SearchWindow(SearchOrder order, int bits, long first) {
  private static final int[] SIZES = {13, 16, 19};

  /** The first one, which begins with this number. */
  static SearchWindow from(SearchOrder order, long first) {
    return new SearchWindow(order, SIZES[0], first);
  }

  boolean rises() {
    return order == SearchOrder.OLDEST;
  }

  /** The lowest number in it. */
  long oldest() {
    return rises() ? first : first >>> bits << bits;
  }

  /** The highest number in it. */
  long newest() {
    return rises() ? (((first >>> bits) + 1) << bits) - 1 : first;
  }

  /** The number at which it ends. */
  long last() {
    return rises() ? newest() : oldest();
  }

  /** The next one: what is left of the next bigger block. */
  SearchWindow next() {
    int bigger = bits;
    for (int size : SIZES) {
      if (size > bits) {
        bigger = size;
        break;
      }
    }
    return new SearchWindow(order, bigger, after(last()));
  }

  /** The same without what comes before a number, and without it. */
  SearchWindow beyond(long number) {
    return new SearchWindow(order, bits, after(number));
  }

  private long after(long number) {
    return rises() ? number + 1 : number - 1;
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
    return Grams.ofBlock(bits, first);
  }
}
