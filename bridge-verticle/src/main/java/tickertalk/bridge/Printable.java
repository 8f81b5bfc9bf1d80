package tickertalk.bridge;

/** What a stranger wrote, fit for one line of a log. */
final class Printable {
  private Printable() {}

  /**
   * Nothing for {@code null}; without line breaks and the like; no longer than so many characters.
   */
  static String of(String text, int maxChars) {
    if (text == null) {
      return "";
    }
    String start = text.length() <= maxChars ? text : text.substring(0, maxChars) + "…";
    return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ");
  }
}
