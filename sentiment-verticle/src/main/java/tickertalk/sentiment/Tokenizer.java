package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tickertalk.sentiment.Token.Kind;

/** Cuts a folded text into tokens, in one pass. Links and names of people are left out. */
final class Tokenizer {
  private static final List<String> LINK_BEGINNINGS = List.of("http://", "https://", "www.");

  private final Lexicon lexicon;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  private Tokenizer(Lexicon lexicon, String text) {
    this.lexicon = lexicon;
    this.text = text;
  }

  static List<Token> tokens(Lexicon lexicon, String text) {
    Tokenizer tokenizer = new Tokenizer(lexicon, text);
    int at = 0;
    while (at < text.length()) {
      at = tokenizer.next(at);
    }
    return tokenizer.tokens;
  }

  private int next(int at) {
    char c = text.charAt(at);
    if (c == '\n') {
      return add(Kind.STOP, at, at + 1);
    }
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (isLink(at)) {
      return endOfChunk(at);
    }
    Optional<String> symbol = lexicon.symbolAt(text, at);
    if (symbol.isPresent()) {
      int end = endOfRow(symbol.get(), at);
      tokens.add(new Token(Kind.SYMBOL, at, end, symbol.get()));
      return end;
    }
    if (Hangul.isSyllable(c)) {
      return add(Kind.EOJEOL, at, endOfEojeol(at));
    }
    if (isWordChar(c)) {
      return add(Kind.WORD, at, endOfWord(at));
    }
    return punctuation(c, at);
  }

  private int punctuation(char c, int at) {
    return switch (c) {
      case '!', '?', ';' -> add(Kind.STOP, at, at + 1);
      case '.' -> isWithinWord(at) ? at + 1 : add(Kind.STOP, at, at + 1);
      case ',', ':', '(', ')', '\u3001' -> add(Kind.PAUSE, at, at + 1);
      default -> at + 1;
    };
  }

  private int add(Kind kind, int start, int end) {
    tokens.add(new Token(kind, start, end, text.substring(start, end)));
    return end;
  }

  private boolean isLink(int at) {
    return text.charAt(at) == '@' || LINK_BEGINNINGS.stream().anyMatch(b -> text.startsWith(b, at));
  }

  private int endOfChunk(int at) {
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where the same symbol, or its last char, ceases to be repeated: ㅋㅋㅋㅋ, :))), 🚀🚀🚀. */
  private int endOfRow(String symbol, int at) {
    int end = at + symbol.length();
    while (text.startsWith(symbol, end)) {
      end += symbol.length();
    }
    char last = symbol.charAt(symbol.length() - 1);
    while (!Character.isSurrogate(last) && end < text.length() && text.charAt(end) == last) {
      end++;
    }
    return end;
  }

  private int endOfEojeol(int at) {
    int end = at;
    while (end < text.length() && Hangul.isSyllable(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int endOfWord(int at) {
    int end = at;
    while (end < text.length() && (isWordChar(text.charAt(end)) || isInnerApostrophe(end))) {
      end++;
    }
    return end;
  }

  private boolean isInnerApostrophe(int at) {
    return text.charAt(at) == '\'' && at + 1 < text.length() && isWordChar(text.charAt(at + 1));
  }

  /** As in 3.14 and example.com. */
  private boolean isWithinWord(int at) {
    return at > 0
        && isWordChar(text.charAt(at - 1))
        && at + 1 < text.length()
        && isWordChar(text.charAt(at + 1));
  }

  private static boolean isWordChar(char c) {
    // Scripts without spaces begin at U+2E80, and none of them is in the lexicon but Korean.
    return c < '\u2e80' && Character.isLetterOrDigit(c);
  }
}
