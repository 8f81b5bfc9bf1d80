package tickertalk.sentiment;

import tickertalk.sentiment.Line.Kind;

/** The words after which comes what the speaker means the more. */
final class Contrast {
  private static final Trie WORDS = Trie.of("but", "however", "though", "although", "yet");
  private static final Trie EOJEOLS =
      Trie.of("하지만", "그런데", "근데", "그러나", "그래도", "그치만", "그렇지만", "다만", "반면", "반면에");

  private Contrast() {}

  static boolean is(Line line, int token) {
    if (line.has(token, Kind.WORD)) {
      return line.isOneOf(token, WORDS);
    }
    return line.has(token, Kind.EOJEOL) && (line.isOneOf(token, EOJEOLS) || joins(line, token));
  }

  /** 좋지만, 좋은데, 사랑하는데, 했는데. */
  private static boolean joins(Line line, int eojeol) {
    int end = line.end(eojeol);
    if (end - line.start(eojeol) <= 2) {
      return false;
    }
    return line.endsWith(eojeol, "지만")
        || (line.endsWith(eojeol, "데") && Hangul.finalOf(line.text()[end - 2]) == Hangul.NIEUN);
  }
}
