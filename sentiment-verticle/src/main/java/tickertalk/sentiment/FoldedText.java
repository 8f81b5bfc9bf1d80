package tickertalk.sentiment;

import java.util.Arrays;

/**
 * A text without what does not matter to its meaning (case, width, invisible characters, marks over
 * letters, decomposed or drawn-out Korean syllables), and for each char that is left the place in
 * the original where it came from. Used again for one text after the other, so that reading a
 * message allocates nothing.
 */
final class FoldedText {
  private static final int FULL_WIDTH_FIRST = 0xff01;
  private static final int FULL_WIDTH_LAST = 0xff5e;
  private static final int FULL_WIDTH_SHIFT = 0xfee0;
  private static final int SKIN_TONE_FIRST = 0x1f3fb;
  private static final int SKIN_TONE_LAST = 0x1f3ff;

  private static final int USUAL_LENGTH = 128;

  private char[] folded;
  private int[] starts;
  private int[] ends;
  private int length;
  private String original = "";

  FoldedText() {
    this(USUAL_LENGTH);
  }

  /** Room for texts of so many chars, which grows when there comes a longer one. */
  FoldedText(int capacity) {
    folded = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
  }

  /** Takes another text. */
  void fold(String text) {
    original = text;
    length = 0;
    if (text.length() > folded.length) {
      int capacity = text.length() + text.length() / 2;
      folded = new char[capacity];
      starts = new int[capacity];
      ends = new int[capacity];
    }
    int at = 0;
    while (at < text.length()) {
      at = fold(at);
    }
  }

  private int fold(int at) {
    char c = original.charAt(at);
    if (c >= ' ' && c < '`' - 1) {
      add(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c, at, at + 1);
      return at + 1;
    }
    int parts = Hangul.partsAt(original, at);
    if (parts > 0) {
      add(Hangul.compose(original, at, parts), at, at + parts);
      return at + parts;
    }
    int drawnOut = drawnOutFrom(at);
    if (drawnOut > at) {
      ends[length - 1] = drawnOut;
      return drawnOut;
    }
    if (Hangul.isSyllable(c)) {
      add(c, at, at + 1);
      return at + 1;
    }
    return foldAny(at);
  }

  private int foldAny(int at) {
    int codePoint = original.codePointAt(at);
    int next = at + Character.charCount(codePoint);
    if (clings(codePoint)) {
      if (length > 0) {
        ends[length - 1] = next;
      }
    } else if (!isInvisible(codePoint)) {
      int plain = plain(codePoint);
      if (Character.isBmpCodePoint(plain)) {
        add((char) plain, at, next);
      } else {
        add(Character.highSurrogate(plain), at, next);
        add(Character.lowSurrogate(plain), at, next);
      }
    }
    return next;
  }

  private void add(char c, int start, int end) {
    folded[length] = c;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  /** Where the drawing-out of the last syllable ends: 대애애박, 좋아아아, 대~~박. Once is no play. */
  private int drawnOutFrom(int at) {
    if (length == 0 || !Hangul.isSyllable(folded[length - 1])) {
      return at;
    }
    char c = original.charAt(at);
    boolean vowel = Hangul.prolongs(c, folded[length - 1]);
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

  int length() {
    return length;
  }

  char charAt(int index) {
    return folded[index];
  }

  /** The chars, of which the first {@link #length} count. */
  char[] chars() {
    return folded;
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

  @Override
  public String toString() {
    return new String(Arrays.copyOf(folded, length));
  }
}
