package tickertalk.contract;

/**
 * The characters that are not read but steer how others are shown: controls (Unicode category Cc),
 * which terminals and logs obey, and the explicit directional ones (UAX #9, 2.1 to 2.4: embeddings,
 * overrides and isolates), which make a text read as another than it is, up to the end of the line
 * it is shown in. The implicit marks of direction (LRM, RLM, ALM), which reach no further than
 * their neighbours, and joiners, which emoji and scripts need, are none of them.
 */
final class Steering {
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';

  private Steering() {}

  /** The text without them; line breaks of any kind become a newline each, and tabs stay. */
  static String removedFrom(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isAffected(text.charAt(i))) {
        return rewritten(text, i);
      }
    }
    return text;
  }

  private static boolean isAffected(char c) {
    return isLineBreak(c) || isSteering(c);
  }

  private static String rewritten(String text, int firstAffected) {
    StringBuilder kept = new StringBuilder(text.length()).append(text, 0, firstAffected);
    for (int i = firstAffected; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLineBreak(c)) {
        boolean goesOn = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        if (!goesOn) {
          kept.append('\n');
        }
      } else if (!isSteering(c)) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /** Other than the newline itself. */
  private static boolean isLineBreak(char c) {
    return (c >= '\u000B' && c <= '\r')
        || c == '\u0085'
        || c == LINE_SEPARATOR
        || c == PARAGRAPH_SEPARATOR;
  }

  private static boolean isSteering(char c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
