package tickertalk.sentiment;

/** The arithmetic of Korean syllables, as Unicode (chapter 3.12) lays them out. */
final class Hangul {
  static final int RIEUL = 8;
  static final int BIEUP = 17;
  static final int NIEUN = 4;

  private static final char FIRST = '가';
  private static final char LAST = '힣';
  private static final int VOWELS = 21;
  private static final int FINALS = 28;
  private static final int SILENT_INITIAL = 11;

  private static final char INITIAL_JAMO = '\u1100';
  private static final char VOWEL_JAMO = '\u1161';
  private static final char FINAL_JAMO = '\u11a7';

  private Hangul() {}

  static boolean isSyllable(char c) {
    return c >= FIRST && c <= LAST;
  }

  /** A letter that stands alone, as in ㅋㅋ. */
  static boolean isLetter(char c) {
    return c >= 'ㄱ' && c <= 'ㅣ';
  }

  /** The number of the consonant below the vowel; 0 for none, and for what is no syllable. */
  static int finalOf(char c) {
    return isSyllable(c) ? (c - FIRST) % FINALS : 0;
  }

  /** The syllable without the consonant below its vowel: 조 of 좋. */
  static char open(char syllable) {
    return (char) (syllable - (syllable - FIRST) % FINALS);
  }

  /** Whether the syllable only draws out the vowel that the one before ends in: 애 after 대. */
  static boolean prolongs(char syllable, char before) {
    return isSyllable(syllable)
        && isSyllable(before)
        && initialOf(syllable) == SILENT_INITIAL
        && finalOf(syllable) == 0
        && finalOf(before) == 0
        && vowelOf(syllable) == vowelOf(before);
  }

  private static int initialOf(char syllable) {
    return (syllable - FIRST) / (VOWELS * FINALS);
  }

  private static int vowelOf(char syllable) {
    return (syllable - FIRST) / FINALS % VOWELS;
  }

  /** How many chars from here, 0, 2 or 3, are the parts of one decomposed syllable. */
  static int partsAt(CharSequence text, int at) {
    if (!within(text, at, INITIAL_JAMO, 19) || !within(text, at + 1, VOWEL_JAMO, VOWELS)) {
      return 0;
    }
    return within(text, at + 2, (char) (FINAL_JAMO + 1), FINALS - 1) ? 3 : 2;
  }

  /** The syllable of so many parts from here. */
  static char compose(CharSequence text, int at, int parts) {
    int initial = text.charAt(at) - INITIAL_JAMO;
    int vowel = text.charAt(at + 1) - VOWEL_JAMO;
    int last = parts == 3 ? text.charAt(at + 2) - FINAL_JAMO : 0;
    return (char) (FIRST + (initial * VOWELS + vowel) * FINALS + last);
  }

  private static boolean within(CharSequence text, int at, char first, int count) {
    return at < text.length() && text.charAt(at) >= first && text.charAt(at) < first + count;
  }
}
