package tickertalk.sentiment;

import java.util.Arrays;

/** A folded text cut into tokens, and its tokens into sentences; used again for the next text. */
final class Line {
  /** What kind of piece a token is. */
  enum Kind {
    /** A word in letters other than Korean; digits may be in it. */
    WORD,
    /** A run of Korean syllables. */
    EOJEOL,
    /** An emoji, an emoticon or letters like ㅋㅋ that the lexicon knows. */
    SYMBOL,
    /** A comma or the like. */
    PAUSE,
    /** The end of a sentence. */
    STOP
  }

  private Kind[] kinds = new Kind[32];
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private double[] weights = new double[32];
  private boolean[] taught = new boolean[32];
  private int[] sentences = new int[32];
  private boolean[] asking = new boolean[33];
  private int size;
  private int sentence;
  private char[] text = {};
  private int length;

  void begin(FoldedText folded) {
    text = folded.chars();
    length = folded.length();
    size = 0;
    sentence = 0;
    asking[0] = false;
  }

  /** Takes the next token; of a symbol, with its weight. */
  int add(Kind kind, int start, int end, double weight) {
    if (size == kinds.length) {
      widen();
    }
    kinds[size] = kind;
    starts[size] = start;
    ends[size] = end;
    weights[size] = weight;
    taught[size] = false;
    sentences[size] = sentence;
    size++;
    if (kind == Kind.STOP) {
      asking[sentence] = text[start] == '?';
      sentence++;
      asking[sentence] = false;
    }
    return end;
  }

  /** Takes the next token, a symbol that the room has of its own. */
  int addTaught(int start, int end, double weight) {
    add(Kind.SYMBOL, start, end, weight);
    taught[size - 1] = true;
    return end;
  }

  private void widen() {
    int capacity = size * 2;
    kinds = Arrays.copyOf(kinds, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    weights = Arrays.copyOf(weights, capacity);
    taught = Arrays.copyOf(taught, capacity);
    sentences = Arrays.copyOf(sentences, capacity);
    asking = Arrays.copyOf(asking, capacity + 1);
  }

  int size() {
    return size;
  }

  char[] text() {
    return text;
  }

  int length() {
    return length;
  }

  /** Whether there is a token at this index, and of this kind. */
  boolean has(int index, Kind kind) {
    return index >= 0 && index < size && kinds[index] == kind;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /** What a symbol weighs. */
  double weight(int index) {
    return weights[index];
  }

  /** Whether it is a symbol of the room's own. */
  boolean taught(int index) {
    return taught[index];
  }

  /** The number of the sentence a token is in. */
  int sentence(int index) {
    return sentences[index];
  }

  /** Whether the sentence ends with a question mark. */
  boolean asks(int number) {
    return asking[number];
  }

  boolean isOneOf(int index, Trie words) {
    return words.has(text, starts[index], ends[index]);
  }

  boolean beginsWithOneOf(int index, Trie words) {
    return words.lengthAt(text, starts[index], ends[index]) > 0;
  }

  boolean endsWith(int index, String ending) {
    return endsWith(starts[index], ends[index], ending);
  }

  boolean endsWith(int from, int to, String ending) {
    int at = to - ending.length();
    return at >= from && isAt(at, to, ending);
  }

  boolean endsWithOneOf(int from, int to, String... endings) {
    for (String ending : endings) {
      if (endsWith(from, to, ending)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(int at, int limit, String part) {
    if (at + part.length() > limit) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (text[at + i] != part.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
