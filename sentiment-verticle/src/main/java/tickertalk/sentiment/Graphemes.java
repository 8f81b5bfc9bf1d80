package tickertalk.sentiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The borders of what a reader takes for one character, asked for from left to right. Java's own
 * {@code BreakIterator} knows no joined emoji before JDK 20; {@code \X} does.
 */
final class Graphemes {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private final String text;

  /** None where each char stands alone, and need not be looked for. */
  private final Matcher matcher;

  private int start;
  private int end;

  Graphemes(String text) {
    this.text = text;
    this.matcher = isPlain(text) ? null : GRAPHEME.matcher(text);
  }

  /** Printable ASCII, Korean syllables and lone Korean letters, which nearly all texts are. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= ' ' && c <= '~') || Hangul.isSyllable(c) || Hangul.isLetter(c))) {
        return false;
      }
    }
    return true;
  }

  /** Where the character begins that this place is in. */
  int startAt(int place) {
    if (matcher == null) {
      return place;
    }
    seek(place);
    return start;
  }

  /** Where the character ends that the char before this place is in. */
  int endAt(int place) {
    if (matcher == null) {
      return place;
    }
    seek(place - 1);
    return end;
  }

  private void seek(int place) {
    while (end <= place && end < text.length() && matcher.find()) {
      start = matcher.start();
      end = matcher.end();
    }
  }
}
