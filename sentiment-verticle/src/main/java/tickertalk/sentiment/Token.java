package tickertalk.sentiment;

import java.util.Objects;

/**
 * A piece of a folded text.
 *
 * @param start its place in the folded text
 */
record Token(Kind kind, int start, int end, String text) {
  /** What kind of piece. */
  enum Kind {
    /** A word in letters other than Korean; digits may be in it. */
    WORD,
    /** A run of Korean syllables. */
    EOJEOL,
    /** An emoji, an emoticon or letters like ㅋㅋ that the lexicon knows; the text is its name. */
    SYMBOL,
    /** A comma or the like. */
    PAUSE,
    /** The end of a sentence. */
    STOP
  }

  Token {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
  }

  boolean is(Kind other) {
    return kind == other;
  }
}
