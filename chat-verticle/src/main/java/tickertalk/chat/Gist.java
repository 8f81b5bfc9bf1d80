package tickertalk.chat;

import java.util.Arrays;

/**
 * What a text comes down to when it is compared with another: its letters and digits, without
 * repeated ones, and of a long one its pairs of neighbours. Texts that somebody varies by a few
 * characters have the same gist.
 */
final class Gist {
  /** What is varied in a shorter one may be all there is to it: a price, a number, a name. */
  private static final int SHORT = 16;

  /** Enough to know a text by, and no more than some 600 bytes to keep. */
  private static final int MOST_LETTERS = 97;

  /** In UTF-16 code units: the time that it takes does not grow with the text. */
  private static final int MOST_READ = 400;

  /** Of a hundred pairs of letters, so many are the same at least. */
  private static final double SAME = 0.85;

  private final int[] letters;
  private final long[] pairs;

  private Gist(int[] letters, long[] pairs) {
    this.letters = letters;
    this.pairs = pairs;
  }

  static Gist of(String text) {
    FoldedText folded = new FoldedText(text.substring(0, Math.min(text.length(), MOST_READ)));
    int[] letters = letters(folded, true);
    if (letters.length == 0) {
      letters = letters(folded, false); // of emoji or marks alone
    }
    return new Gist(letters, letters.length < SHORT ? new long[0] : pairs(letters));
  }

  private static int[] letters(FoldedText folded, boolean ofWordsOnly) {
    int[] letters = new int[Math.min(folded.length(), MOST_LETTERS)];
    int length = 0;
    for (int i = 0; i < folded.length() && length < letters.length; i++) {
      int letter = folded.letter(i);
      boolean repeated = length > 0 && letters[length - 1] == letter && !isDigit(letter);
      if (!repeated && (!ofWordsOnly || Character.isLetterOrDigit(letter))) {
        letters[length++] = letter;
      }
    }
    return Arrays.copyOf(letters, length);
  }

  /** 100 and 1000 are not the same. */
  private static boolean isDigit(int letter) {
    return Character.isDigit(letter);
  }

  private static long[] pairs(int[] letters) {
    long[] pairs = new long[letters.length - 1];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (long) letters[i] << 32 | letters[i + 1];
    }
    Arrays.sort(pairs);
    return pairs;
  }

  /** Whether the other says the same; by Dice's coefficient of the pairs when both are long. */
  boolean isLike(Gist other) {
    if (pairs.length == 0 || other.pairs.length == 0) {
      return Arrays.equals(letters, other.letters);
    }
    return 2.0 * shared(other) / (pairs.length + other.pairs.length) >= SAME;
  }

  private int shared(Gist other) {
    int shared = 0;
    int mine = 0;
    int others = 0;
    while (mine < pairs.length && others < other.pairs.length) {
      int order = Long.compare(pairs[mine], other.pairs[others]);
      shared += order == 0 ? 1 : 0;
      mine += order <= 0 ? 1 : 0;
      others += order >= 0 ? 1 : 0;
    }
    return shared;
  }
}
