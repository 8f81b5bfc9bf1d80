package tickertalk.sentiment;

import tickertalk.sentiment.Line.Kind;

/** Cuts a folded text into tokens, in one pass. Links and names of people are left out. */
final class Tokenizer {
  private static final Trie LINK_BEGINNINGS = Trie.of("http://", "https://", "www.");

  private final Lexicon lexicon;
  private final Line line;
  private Lexicon room = Lexicon.EMPTY;
  private char[] text = {};
  private int length;

  Tokenizer(Lexicon lexicon, Line line) {
    this.lexicon = lexicon;
    this.line = line;
  }

  /** Cuts a text; what this room has of its own goes before what is as long. */
  void cut(FoldedText folded, Lexicon ofTheRoom) {
    room = ofTheRoom;
    line.begin(folded);
    text = folded.chars();
    length = folded.length();
    int at = 0;
    while (at < length) {
      at = next(at);
    }
  }

  private int next(int at) {
    char c = text[at];
    if (c == '\n') {
      return line.add(Kind.STOP, at, at + 1, 0);
    }
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (isLink(text, at, length)) {
      return endOfChunk(text, at, length);
    }
    int symbol = lexicon.symbolAt(text, at, length);
    int own = room.symbolAt(text, at, length);
    if (own > 0 && own >= symbol) {
      return line.addTaught(at, endOfRow(at, own), room.symbol(text, at, own));
    }
    if (symbol > 0) {
      return line.add(Kind.SYMBOL, at, endOfRow(at, symbol), lexicon.symbol(text, at, symbol));
    }
    if (Hangul.isSyllable(c)) {
      return line.add(Kind.EOJEOL, at, endOfEojeol(at), 0);
    }
    if (isWordChar(c)) {
      return line.add(Kind.WORD, at, endOfWord(at), 0);
    }
    return punctuation(c, at);
  }

  private int punctuation(char c, int at) {
    return switch (c) {
      case '!', '?', ';' -> line.add(Kind.STOP, at, at + 1, 0);
      case '.' -> isWithinWord(at) ? at + 1 : line.add(Kind.STOP, at, at + 1, 0);
      case ',', ':', '(', ')', '\u3001' -> line.add(Kind.PAUSE, at, at + 1, 0);
      default -> at + 1;
    };
  }

  /** Whether a link or somebody's name begins here. */
  static boolean isLink(char[] text, int at, int length) {
    char c = text[at];
    return c == '@' || ((c == 'h' || c == 'w') && LINK_BEGINNINGS.lengthAt(text, at, length) > 0);
  }

  static int endOfChunk(char[] text, int at, int length) {
    int end = at;
    while (end < length && !Character.isWhitespace(text[end])) {
      end++;
    }
    return end;
  }

  /** Where the same symbol, or its last char, ceases to be repeated: ㅋㅋㅋㅋ, :))), 🚀🚀🚀. */
  private int endOfRow(int at, int symbol) {
    int end = at + symbol;
    while (end + symbol <= length && repeats(at, end, symbol)) {
      end += symbol;
    }
    char last = text[at + symbol - 1];
    while (!Character.isSurrogate(last) && end < length && text[end] == last) {
      end++;
    }
    return end;
  }

  private boolean repeats(int at, int later, int symbol) {
    for (int i = 0; i < symbol; i++) {
      if (text[at + i] != text[later + i]) {
        return false;
      }
    }
    return true;
  }

  private int endOfEojeol(int at) {
    int end = at;
    while (end < length && Hangul.isSyllable(text[end])) {
      end++;
    }
    return end;
  }

  private int endOfWord(int at) {
    int end = at;
    while (end < length && (isWordChar(text[end]) || isInnerApostrophe(end))) {
      end++;
    }
    return end;
  }

  private boolean isInnerApostrophe(int at) {
    return text[at] == '\'' && at + 1 < length && isWordChar(text[at + 1]);
  }

  /** As in 3.14 and example.com. */
  private boolean isWithinWord(int at) {
    return at > 0 && isWordChar(text[at - 1]) && at + 1 < length && isWordChar(text[at + 1]);
  }

  /** Whether words in letters other than Korean are made of it. */
  static boolean isWordChar(char c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    // Scripts without spaces begin at U+2E80, and none of them is in the lexicon but Korean.
    return c < '\u2e80' && Character.isLetterOrDigit(c);
  }
}
