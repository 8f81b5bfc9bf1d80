package tickertalk.sentiment;

/**
 * The hashed n-grams and words of one text after the other, each as the number of the weight it
 * has. The trainer and the scorer see a text through this class alone.
 *
 * <p>Characters, 1 to 5 of them, carry Korean, whose words change their endings and lose their
 * spaces; words and pairs of them, marked where a negation reaches them, carry English. The last
 * word, where a Korean sentence has its predicate, is seen once more by itself.
 */
final class Features {
  /** So many weights for polarity: n-grams in Latin letters, and those in Korean ones. */
  static final int LATIN = 1_500_000;

  static final int POLARITY = 6_000_000;

  /** So many weights for neutrality, which needs fewer and is read from the first features only. */
  static final int NEUTRAL_LATIN = 600_000;

  static final int NEUTRALITY = 1_400_000;

  private static final int SHORT = 3;
  private static final int LONGEST = 5;
  private static final int PER_CHAR = 16;
  private static final int CHARS_AT_FIRST = 256;

  private static final int WORD = 0x51ED270B;
  private static final int PAIR = 0x2545F491;
  private static final int NEGATED = 0x6C8E9CF5;
  private static final int LAST_WORD = 0x3C6EF372;
  private static final int SHAPE = 0x7F4A7C15;

  private static final int NEGATION_REACH = 4;
  private static final int CHARS_PER_LENGTH = 8;
  private static final int LENGTHS = 20;

  private static final char LINK = 1;
  private static final char NAME = 2;
  private static final char DIGIT = '0';

  private static final Trie NEGATORS =
      Trie.of(
          "not",
          "never",
          "cannot",
          "cant",
          "dont",
          "doesnt",
          "didnt",
          "isnt",
          "arent",
          "wasnt",
          "werent",
          "wont",
          "wouldnt",
          "shouldnt",
          "couldnt",
          "aint",
          "hasnt",
          "havent",
          "hadnt",
          "nothing",
          "nobody",
          "none",
          "neither",
          "nor",
          "hardly",
          "rarely",
          "no",
          "without",
          "lacks",
          "zero",
          "can't",
          "don't",
          "doesn't",
          "didn't",
          "isn't",
          "aren't",
          "wasn't",
          "weren't",
          "won't",
          "wouldn't",
          "shouldn't",
          "couldn't",
          "ain't",
          "hasn't",
          "haven't",
          "hadn't");

  private char[] chars = new char[CHARS_AT_FIRST];
  private int[] places = new int[CHARS_AT_FIRST];
  private int[] begun = new int[CHARS_AT_FIRST];
  private int length;

  private int[] weights = new int[CHARS_AT_FIRST * PER_CHAR];
  private int[] neutralWeights = new int[CHARS_AT_FIRST * PER_CHAR];
  private int[] from = new int[CHARS_AT_FIRST * PER_CHAR];
  private int[] to = new int[CHARS_AT_FIRST * PER_CHAR];
  private int count;
  private int neutralCount;
  private int hangul;
  private int latin;

  /** Takes another text. */
  void extract(FoldedText text) {
    makeRoom(text.length() + 2);
    squeeze(text);
    count = 0;
    words();
    shortGrams();
    shape();
    neutralCount = count;
    longGrams();
  }

  private void makeRoom(int most) {
    if (most > chars.length) {
      int capacity = most + most / 2;
      chars = new char[capacity];
      places = new int[capacity];
      begun = new int[capacity];
      weights = new int[capacity * PER_CHAR];
      neutralWeights = new int[capacity * PER_CHAR];
      from = new int[capacity * PER_CHAR];
      to = new int[capacity * PER_CHAR];
    }
  }

  /** Makes links, names, numbers and rows of the same char alike, and words one space apart. */
  private void squeeze(FoldedText text) {
    char[] folded = text.chars();
    length = 0;
    hangul = 0;
    latin = 0;
    addChar(' ', 0);
    int at = 0;
    while (at < text.length()) {
      if (Tokenizer.isLink(folded, at, text.length())) {
        addChar(folded[at] == '@' ? NAME : LINK, at);
        at = Tokenizer.endOfChunk(folded, at, text.length());
      } else {
        addCounted(folded[at], at);
        at++;
      }
    }
    if (chars[length - 1] != ' ') {
      addChar(' ', Math.max(0, text.length() - 1));
    }
  }

  private void addCounted(char c, int place) {
    if (isHangul(c)) {
      hangul++;
    } else if (c >= 'a' && c <= 'z') {
      latin++;
    }
    char plain = c;
    if (c >= '0' && c <= '9') {
      plain = DIGIT;
    } else if (c <= ' ' || (c > '~' && Character.isWhitespace(c))) {
      plain = ' ';
    }
    boolean again = plain == chars[length - 1];
    boolean once = plain == ' ' || plain == DIGIT;
    if (!again || !(once || (length > 1 && plain == chars[length - 2]))) {
      addChar(plain, place);
    }
  }

  private void addChar(char c, int place) {
    chars[length] = c;
    places[length] = place;
    length++;
  }

  private static boolean isHangul(char c) {
    return Hangul.isSyllable(c) || Hangul.isLetter(c);
  }

  /** Whether the char, folded, is one that words are made of. */
  static boolean isWordChar(char c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == '$' || c == '#';
    }
    return isHangul(c) || Character.isLetterOrDigit(c);
  }

  private void words() {
    int before = WORD;
    int beforeFrom = 0;
    int negatedWords = 0;
    int lastFrom = 0;
    int lastTo = 0;
    int at = 0;
    while (at < length) {
      char c = chars[at];
      int start = at;
      int word = WORD;
      if (isWordChar(c)) {
        while (at < length && isWordChar(chars[at])) {
          word = step(word, chars[at++]);
        }
        lastFrom = start;
        lastTo = at;
        if (isLatin(c) && NEGATORS.has(chars, start, at)) {
          negatedWords = NEGATION_REACH;
        } else if (negatedWords-- > 0) {
          word ^= NEGATED;
        }
        emit(word, c, start, at);
      } else {
        at++;
        if (c == ' ') {
          continue;
        }
        negatedWords = 0;
        word = step(word, c);
      }
      emit((before * 31 + word) ^ PAIR, c, beforeFrom, at);
      before = word;
      beforeFrom = start;
    }
    emit((before * 31 + WORD) ^ PAIR, chars[beforeFrom], beforeFrom, length);
    lastWord(lastFrom, lastTo);
  }

  private void lastWord(int begin, int end) {
    for (int i = begin; i + 1 < end; i++) {
      int pair = step(step(LAST_WORD, chars[i]), chars[i + 1]);
      emit(pair, chars[i], i, i + 2);
      if (i + 2 < end) {
        emit(step(pair, chars[i + 2]), chars[i], i, i + 3);
      }
    }
  }

  private void shortGrams() {
    for (int i = 0; i < length; i++) {
      int end = Math.min(i + SHORT, length);
      int hash = 0;
      for (int j = i; j < end; j++) {
        hash = step(hash, chars[j]);
        emit(hash, chars[j] == ' ' ? chars[i] : chars[j], i, j + 1);
      }
      begun[i] = hash;
    }
  }

  private void longGrams() {
    for (int i = 0; i + SHORT < length; i++) {
      int end = Math.min(i + LONGEST, length);
      int hash = begun[i];
      for (int j = i + SHORT; j < end; j++) {
        hash = step(hash, chars[j]);
        emit(hash, chars[j] == ' ' ? chars[j - 1] : chars[j], i, j + 1);
      }
    }
  }

  /** How long the text is. */
  private void shape() {
    char script = isKorean() ? '가' : 'a';
    emit(SHAPE + Math.min(LENGTHS, length / CHARS_PER_LENGTH), script, 0, length);
  }

  private static boolean isLatin(char c) {
    return c < '\u1100';
  }

  private static int step(int hash, char c) {
    int mixed = (hash ^ c) * 0x9E3779B1;
    return mixed ^ (mixed >>> 15);
  }

  private void emit(int hash, char script, int begin, int end) {
    int mixed = hash * 0x85EBCA6B;
    mixed ^= mixed >>> 13;
    mixed *= 0xC2B2AE35;
    mixed ^= mixed >>> 16;
    boolean latinScript = isLatin(script);
    weights[count] = latinScript ? within(mixed, 0, LATIN) : within(mixed, LATIN, POLARITY);
    neutralWeights[count] =
        latinScript ? within(mixed, 0, NEUTRAL_LATIN) : within(mixed, NEUTRAL_LATIN, NEUTRALITY);
    from[count] = begin;
    to[count] = end;
    count++;
  }

  private static int within(int hash, int first, int limit) {
    return first + (int) (((hash & 0xffffffffL) * (limit - first)) >>> 32);
  }

  /** How many features the text has. */
  int count() {
    return count;
  }

  /** How many of them, the first, tell whether it is neutral. */
  int neutralCount() {
    return neutralCount;
  }

  /** The numbers of their weights for polarity; the first {@link #count} count. */
  int[] weights() {
    return weights;
  }

  /** The numbers of their weights for neutrality; the first {@link #neutralCount} count. */
  int[] neutralWeights() {
    return neutralWeights;
  }

  /** Where in the folded text the feature begins. */
  int start(int feature) {
    return places[from[feature]];
  }

  /** Where in the folded text its last char stands. */
  int last(int feature) {
    return places[to[feature] - 1];
  }

  /** Whether the text is Korean rather than English. */
  boolean isKorean() {
    return hangul > 0 && hangul * 2 >= latin;
  }

  /** Whether there are letters to read at all. */
  boolean hasLetters() {
    return hangul + latin > 0;
  }
}
