package tickertalk.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts text as people do: a family emoji, a flag or a composed syllable is one. */
final class Graphemes {
  // Extended grapheme clusters (UAX #29). BreakIterator splits joined emoji before JDK 20.
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Graphemes() {}

  /** Whether the text has more than {@code max} graphemes, in time linear in {@code max}. */
  static boolean exceed(String text, int max) {
    if (text.length() <= max) {
      return false;
    }
    Matcher cluster = CLUSTER.matcher(text);
    int count = 0;
    while (count <= max && cluster.find()) {
      count++;
    }
    return count > max;
  }
}
