package tickertalk.sentiment;

/**
 * A text without what does not matter to its meaning (case, width, invisible characters, marks over
 * letters, decomposed or drawn-out Korean syllables), and for each char that is left the place in
 * the original where it came from.
 */
final class FoldedText {
  private static final int FULL_WIDTH_FIRST = 0xff01;
  private static final int FULL_WIDTH_LAST = 0xff5e;
  private static final int FULL_WIDTH_SHIFT = 0xfee0;
  private static final int SKIN_TONE_FIRST = 0x1f3fb;
  private static final int SKIN_TONE_LAST = 0x1f3ff;

  private final StringBuilder folded = new StringBuilder();
  private final int[] starts;
  private final int[] ends;
  private final String original;

  private FoldedText(String original) {
    this.original = original;
    this.starts = new int[original.length()];
    this.ends = new int[original.length()];
  }

  static FoldedText of(String text) {
    FoldedText result = new FoldedText(text);
    int at = 0;
    while (at < text.length()) {
      at = result.fold(at);
    }
    return result;
  }

  private int fold(int at) {
    int parts = Hangul.partsAt(original, at);
    if (parts > 0) {
      add(Hangul.compose(original, at, parts), at, at + parts);
      return at + parts;
    }
    int drawnOut = drawnOutFrom(at);
    if (drawnOut > at) {
      ends[folded.length() - 1] = drawnOut;
      return drawnOut;
    }
    int codePoint = original.codePointAt(at);
    int next = at + Character.charCount(codePoint);
    if (clings(codePoint)) {
      if (!folded.isEmpty()) {
        ends[folded.length() - 1] = next;
      }
    } else if (!isInvisible(codePoint)) {
      for (char c : Character.toChars(plain(codePoint))) {
        add(c, at, next);
      }
    }
    return next;
  }

  private void add(char c, int start, int end) {
    starts[folded.length()] = start;
    ends[folded.length()] = end;
    folded.append(c);
  }

  /** Where the drawing-out of the last syllable ends: 대애애박, 좋아아아, 대~~박. Once is no play. */
  private int drawnOutFrom(int at) {
    if (folded.isEmpty() || !Hangul.isSyllable(folded.charAt(folded.length() - 1))) {
      return at;
    }
    char c = original.charAt(at);
    boolean vowel = Hangul.prolongs(c, folded.charAt(folded.length() - 1));
    if (!vowel && c != '~') {
      return at;
    }
    int end = at;
    while (end < original.length() && original.charAt(end) == c) {
      end++;
    }
    return vowel && end - at < 2 ? at : end;
  }

  /** Belongs to the character before it: an accent, a choice of glyph, the tone of a hand. */
  private static boolean clings(int codePoint) {
    return Character.getType(codePoint) == Character.NON_SPACING_MARK
        || (codePoint >= SKIN_TONE_FIRST && codePoint <= SKIN_TONE_LAST);
  }

  /** Controls of direction, joiners, the soft hyphen, the byte order mark and the like. */
  private static boolean isInvisible(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT;
  }

  private static int plain(int codePoint) {
    if (codePoint >= FULL_WIDTH_FIRST && codePoint <= FULL_WIDTH_LAST) {
      return Character.toLowerCase(codePoint - FULL_WIDTH_SHIFT);
    }
    return switch (codePoint) {
      case '\u2018', '\u2019', '\u02bc', '`' -> '\'';
      case '\u3002' -> '.';
      case '\u2026' -> '.';
      case 'ㅜ' -> 'ㅠ'; // ㅠㅜㅠㅜ is one weeping
      default -> Character.toLowerCase(codePoint);
    };
  }

  /** The folded text. */
  String folded() {
    return folded.toString();
  }

  /** Where in the original the folded char at this index begins. */
  int start(int index) {
    return starts[index];
  }

  /** Where in the original the folded char at this index ends. */
  int end(int index) {
    return ends[index];
  }

  String original() {
    return original;
  }
}
