package tickertalk.chat;

/**
 * The letters of Hangul, and the initial consonants by which people abbreviate: {@code ㅂㅌㅋㅇ} for
 * 비트코인. A letter that stands alone is written in its compatibility form (U+3131 to U+3163) here,
 * which is what keyboards make.
 */
final class Hangul {
  private static final String INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  private static final String FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

  /** A keyboard joins ㄱ and ㅅ to ㄳ, whether or not a syllable is meant. */
  private static final String CLUSTERS = "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ";

  private static final String[] CLUSTER_LETTERS = {
    "ㄱㅅ", "ㄴㅈ", "ㄴㅎ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅂㅅ"
  };

  private static final int FIRST_SYLLABLE = 0xAC00;
  private static final int LAST_SYLLABLE = 0xD7A3;
  private static final int SYLLABLES_PER_INITIAL = 588;

  private Hangul() {}

  static boolean isSyllable(int codePoint) {
    return codePoint >= FIRST_SYLLABLE && codePoint <= LAST_SYLLABLE;
  }

  /** Whether it is a consonant that stands alone and with which a syllable can begin. */
  static boolean isInitial(int codePoint) {
    return codePoint >= 'ㄱ' && codePoint <= 'ㅎ' && INITIALS.indexOf(codePoint) >= 0;
  }

  /** The consonant that a syllable begins with; anything else is its own. */
  static int initialOf(int codePoint) {
    return isSyllable(codePoint)
        ? INITIALS.charAt((codePoint - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL)
        : codePoint;
  }

  /** Whether it is a letter, or the filler of one, in any of Unicode's forms. */
  static boolean isLetter(int codePoint) {
    return (codePoint >= 0x3131 && codePoint <= 0x318E)
        || (codePoint >= 0xFFA0 && codePoint <= 0xFFDC)
        || (codePoint >= 0x1100 && codePoint <= 0x11FF);
  }

  /** The letters that a letter of any form stands for; none for a filler. */
  static String letters(int codePoint) {
    int letter = standing(codePoint);
    int cluster = CLUSTERS.indexOf(letter);
    if (cluster >= 0) {
      return CLUSTER_LETTERS[cluster];
    }
    return isFiller(letter) ? "" : Character.toString(letter);
  }

  private static boolean isFiller(int letter) {
    return letter == 0x3164 || letter == 0xFFA0 || letter == 0x115F || letter == 0x1160;
  }

  /** The compatibility form, for those that modern Korean has. */
  private static int standing(int codePoint) {
    if (within(codePoint, 0x1100, 0x1112)) {
      return INITIALS.charAt(codePoint - 0x1100);
    }
    if (within(codePoint, 0x1161, 0x1175)) {
      return 'ㅏ' + codePoint - 0x1161;
    }
    if (within(codePoint, 0x11A8, 0x11C2)) {
      return FINALS.charAt(codePoint - 0x11A8);
    }
    if (within(codePoint, 0xFFA1, 0xFFBE)) {
      return 'ㄱ' + codePoint - 0xFFA1;
    }
    return narrowVowel(codePoint);
  }

  /** Half-width vowels come in columns of six, with two places free between them. */
  private static int narrowVowel(int codePoint) {
    int column = (codePoint - 0xFFC2) / 8;
    int row = (codePoint - 0xFFC2) % 8;
    return within(codePoint, 0xFFC2, 0xFFDC) && row < 6 ? 'ㅏ' + 6 * column + row : codePoint;
  }

  private static boolean within(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
