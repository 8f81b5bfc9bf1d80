package tickertalk.chat;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Text as a search compares it: without case, width and other differences of form (NFKC), without
 * what has no shape, with single spaces, and with Hangul's lone letters taken apart. A part of a
 * folded text is folded.
 */
final class Folding {
  private Folding() {}

  static String fold(String text) {
    String before = text;
    String folded = text;
    // Lower case can undo a normal form, and the other way round; it is over after three, but what
    // the next version of Unicode brings is not known.
    for (int pass = 0; pass < 8 && !isPlain(folded); pass++) {
      folded = foldOnce(before);
      if (folded.equals(before)) {
        return folded;
      }
      before = folded;
    }
    return folded;
  }

  /** Whether nothing is to be done, as is so for most of what people write in Korean. */
  private static boolean isPlain(String text) {
    char previous = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ascii = c >= ' ' && c <= '~' && !(c >= 'A' && c <= 'Z');
      if (!(ascii || Hangul.isSyllable(c)) || (c == ' ' && previous == ' ')) {
        return false;
      }
      previous = c;
    }
    return true;
  }

  private static String foldOnce(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    StringBuilder run = new StringBuilder(text.length());
    Normalizer.normalize(text, Form.NFC)
        .codePoints()
        .forEach(
            codePoint -> {
              if (Hangul.isLetter(codePoint)) { // NFKC would join ㅋㅏ to 카
                flush(run, folded);
                folded.append(Hangul.letters(codePoint));
              } else if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                flush(run, folded);
                space(folded);
              } else if (!isShapeless(codePoint)) {
                run.appendCodePoint(Character.toLowerCase(Character.toUpperCase(codePoint)));
              }
            });
    flush(run, folded);
    return folded.toString();
  }

  private static void flush(StringBuilder run, StringBuilder folded) {
    if (!run.isEmpty()) {
      folded.append(Normalizer.normalize(run, Form.NFKC));
      run.setLength(0);
    }
  }

  private static void space(StringBuilder folded) {
    if (folded.isEmpty() || folded.charAt(folded.length() - 1) != ' ') {
      folded.append(' ');
    }
  }

  /** Joiners, marks of direction, selectors of variants: 👩 is to be found in 👨‍👩‍👧. */
  private static boolean isShapeless(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT
        || Character.getType(codePoint) == Character.CONTROL
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
        || codePoint == 0x034F;
  }
}
