package tickertalk.chat;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * A text as it reads, whatever letters it is written with: small letters, full-width ones as plain
 * ones, without accents and without what cannot be seen; Hangul in its jamo, so that syllables that
 * are typed apart are the same. Each letter knows the character it comes from.
 */
final class FoldedText {
  private static final int FIRST_SYLLABLE = 0xAC00;
  private static final int LAST_SYLLABLE = 0xD7A3;
  private static final int VOWELS_AND_TAILS = 588;
  private static final int TAILS = 28;

  /** Written without spaces between the words, or with endings joined to them. */
  private static final Set<UnicodeScript> JOINED =
      EnumSet.of(
          UnicodeScript.HANGUL,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private int[] letters;
  private int[] origins;
  private int length;

  /** None until somebody asks. */
  private final BitSet boundaries = new BitSet();

  /** Folds a text. */
  FoldedText(String text) {
    letters = new int[text.length() + 8];
    origins = new int[text.length() + 8];
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      fold(codePoint, at);
      at += Character.charCount(codePoint);
    }
  }

  private void fold(int codePoint, int origin) {
    if (codePoint < 0x80) {
      add(Character.toLowerCase(codePoint), origin);
    } else if (codePoint >= FIRST_SYLLABLE && codePoint <= LAST_SYLLABLE) {
      foldSyllable(codePoint - FIRST_SYLLABLE, origin);
    } else {
      Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
          .codePoints()
          .filter(FoldedText::isSeen)
          .map(Character::toLowerCase)
          .forEach(letter -> add(letter, origin));
    }
  }

  /** By the arithmetic of the Unicode Standard, 3.12. */
  private void foldSyllable(int index, int origin) {
    add(0x1100 + index / VOWELS_AND_TAILS, origin);
    add(0x1161 + index % VOWELS_AND_TAILS / TAILS, origin);
    if (index % TAILS != 0) {
      add(0x11A7 + index % TAILS, origin);
    }
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }

  private void add(int letter, int origin) {
    if (length == letters.length) {
      letters = Arrays.copyOf(letters, 2 * length);
      origins = Arrays.copyOf(origins, 2 * length);
    }
    letters[length] = letter;
    origins[length] = origin;
    length++;
  }

  int length() {
    return length;
  }

  int letter(int index) {
    return letters[index];
  }

  /** Where the character that a letter comes from begins in the text, in UTF-16 code units. */
  int origin(int index) {
    return origins[index];
  }

  /** All letters. */
  int[] letters() {
    return Arrays.copyOf(letters, length);
  }

  /**
   * Whether a word may begin at a letter, and another end before it: no character is cut in two, as
   * 박 is by 바, nor a word where words stand apart. So it is at both ends of the text.
   */
  boolean isBoundary(int index) {
    if (boundaries.isEmpty()) {
      findBoundaries();
    }
    return boundaries.get(index);
  }

  /** All at once: where words are joined, each is asked about many times. */
  private void findBoundaries() {
    boolean goesOn = false;
    for (int index = 0; index < length; index++) {
      boolean ofAWord = isOfAWord(letters[index]);
      boolean inside = index > 0 && origins[index - 1] == origins[index];
      boundaries.set(index, !inside && !(goesOn && ofAWord));
      goesOn = ofAWord;
    }
    boundaries.set(length);
  }

  private static boolean isOfAWord(int letter) {
    return letter < 0x80
        ? Character.isLetterOrDigit(letter)
        : Character.isLetterOrDigit(letter) && !JOINED.contains(UnicodeScript.of(letter));
  }
}
