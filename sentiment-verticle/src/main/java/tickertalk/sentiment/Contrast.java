package tickertalk.sentiment;

import java.util.Set;
import tickertalk.sentiment.Token.Kind;

/** The words after which comes what the speaker means the more. */
final class Contrast {
  private static final Set<String> WORDS = Set.of("but", "however", "though", "although", "yet");
  private static final Set<String> EOJEOLS =
      Set.of("하지만", "그런데", "근데", "그러나", "그래도", "그치만", "그렇지만", "다만", "반면", "반면에");

  private Contrast() {}

  static boolean is(Token token) {
    if (token.is(Kind.WORD)) {
      return WORDS.contains(token.text());
    }
    return token.is(Kind.EOJEOL) && (EOJEOLS.contains(token.text()) || joins(token.text()));
  }

  /** 좋지만, 좋은데, 사랑하는데, 했는데. */
  private static boolean joins(String eojeol) {
    int length = eojeol.length();
    if (length > 2 && eojeol.endsWith("지만")) {
      return true;
    }
    return length > 2
        && eojeol.endsWith("데")
        && Hangul.finalOf(eojeol.charAt(length - 2)) == Hangul.NIEUN;
  }
}
