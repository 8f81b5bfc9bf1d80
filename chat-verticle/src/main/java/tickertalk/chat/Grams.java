package tickertalk.chat;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pieces of one to three characters by which the search index knows a text, as numbers of 32
 * bits. There are pieces of what stands there, and pieces of the initial consonants of what stands
 * there. What is found by them is compared with the text itself, so that two pieces with the same
 * number do no harm.
 */
final class Grams {
  /** More make a search no narrower, but slower. */
  private static final int MOST_OF_A_WORD = 12;

  private static final int LONGEST = 3;

  /** Below are the alphabets, in which pairs are too frequent to tell words apart. */
  private static final int END_OF_ALPHABETS = 0x1100;

  private enum Kind {
    LITERAL(0x811C9DC5),
    INITIALS(0x5BD1E995),
    ROOM(0x1B873593),
    BLOCK(0x27D4EB2F),
    AUTHOR(0x165667B1),
    TIME(0x9E3779B1);

    private final int seed;

    Kind(int seed) {
      this.seed = seed;
    }
  }

  private Grams() {}

  /**
   * All that a text is known by, in rising order, each once.
   *
   * @param folded see {@link Folding}
   */
  static int[] of(String folded) {
    IntStream.Builder grams = IntStream.builder();
    for (String word : folded.split(" ", -1)) {
      int[] literal = word.codePoints().toArray();
      int[] initials = initials(literal);
      for (int size = 1; size <= LONGEST; size++) {
        for (int i = 0; i + size <= literal.length; i++) {
          if (isLiteral(literal, i, size)) {
            grams.add(hash(Kind.LITERAL, literal, i, size));
          }
          if (isOfInitials(initials, i, size)) {
            grams.add(hash(Kind.INITIALS, initials, i, size));
          }
        }
      }
    }
    return grams.build().sorted().distinct().toArray();
  }

  /**
   * What each text is known by that contains a word, the longest pieces only.
   *
   * @param word folded, without spaces
   */
  static int[] required(String word) {
    int[] literal = word.codePoints().toArray();
    int[] initials = initials(literal);
    IntStream.Builder grams = IntStream.builder();
    int literalEnd = 0;
    int initialsEnd = 0;
    for (int i = 0; i < literal.length; i++) {
      for (int size = LONGEST; size >= 1; size--) {
        int end = i + size;
        if (end > literal.length) {
          continue;
        }
        if (end > literalEnd && isLiteral(literal, i, size)) {
          grams.add(hash(Kind.LITERAL, literal, i, size));
          literalEnd = end;
        }
        if (end > initialsEnd && hasInitial(literal, i, size) && isOfInitials(initials, i, size)) {
          grams.add(hash(Kind.INITIALS, initials, i, size));
          initialsEnd = end;
        }
      }
    }
    return grams.build().distinct().limit(MOST_OF_A_WORD).toArray();
  }

  /** What all messages of a room are known by. */
  static int ofRoom(String room) {
    int[] codePoints = room.codePoints().toArray();
    return hash(Kind.ROOM, codePoints, 0, codePoints.length);
  }

  /** What all messages are known by whose numbers are the same but for the lower bits. */
  static int ofBlock(int bits, long number) {
    long block = number >>> bits;
    return hash(Kind.BLOCK, new int[] {bits, (int) (block >>> 32), (int) block}, 0, 3);
  }

  /**
   * What all messages are known by that were said under a name.
   *
   * @param folded see {@link Folding}
   */
  static int ofAuthor(String folded) {
    int[] codePoints = folded.codePoints().toArray();
    return hash(Kind.AUTHOR, codePoints, 0, codePoints.length);
  }

  /**
   * What all messages are known by that were said at times which are the same but for the lower
   * bits.
   */
  static int ofTime(int bits, long at) {
    long span = at >>> bits;
    return hash(Kind.TIME, new int[] {bits, (int) (span >>> 32), (int) span}, 0, 3);
  }

  private static int[] initials(int[] literal) {
    return Arrays.stream(literal).map(Hangul::initialOf).toArray();
  }

  /** A lone consonant is looked for as an initial, so that it is not needed as it stands. */
  private static boolean isLiteral(int[] literal, int from, int size) {
    for (int i = from; i < from + size; i++) {
      if (Hangul.isInitial(literal[i]) || (size == LONGEST && literal[i] >= END_OF_ALPHABETS)) {
        return false;
      }
    }
    return true;
  }

  /** Two of which one is an initial will do; of three all must be, as there are so few. */
  private static boolean isOfInitials(int[] initials, int from, int size) {
    int found = 0;
    for (int i = from; i < from + size; i++) {
      found += Hangul.isInitial(initials[i]) ? 1 : 0;
    }
    return size == LONGEST ? found == size : found > 0;
  }

  private static boolean hasInitial(int[] literal, int from, int size) {
    return Arrays.stream(literal, from, from + size).anyMatch(Hangul::isInitial);
  }

  /** FNV-1a over code points, with the last steps of MurmurHash3, which spread it over all bits. */
  private static int hash(Kind kind, int[] codePoints, int from, int size) {
    int hash = kind.seed + size;
    for (int i = from; i < from + size; i++) {
      hash = (hash ^ codePoints[i]) * 0x01000193;
      hash ^= hash >>> 15;
    }
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return hash ^ (hash >>> 16);
  }
}
