package tickertalk.sentiment;

import java.util.Arrays;

/** The terms of the lexicon found in a line, in its order. */
final class Hits {
  /** "not good" is less bad than "bad", and "not bad" is still less good than "good". */
  private static final double NEGATED_GOOD = -0.75;

  private static final double NEGATED_BAD = -0.5;

  private int[] tokens = new int[16];
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private double[] weights = new double[16];
  private boolean[] turned = new boolean[16];
  private boolean[] taught = new boolean[16];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /**
   * Takes a hit.
   *
   * @param token the token it begins in
   * @param start its place in the folded text, with what negates it
   * @param own whether it is a word of the room's own
   */
  void add(int token, int start, int end, double weight, boolean own) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      weights = Arrays.copyOf(weights, size * 2);
      turned = Arrays.copyOf(turned, size * 2);
      taught = Arrays.copyOf(taught, size * 2);
    }
    tokens[size] = token;
    starts[size] = start;
    ends[size] = end;
    weights[size] = weight;
    turned[size] = false;
    taught[size] = own;
    size++;
  }

  void negate(int hit) {
    weights[hit] *= weights[hit] > 0 ? NEGATED_GOOD : NEGATED_BAD;
    turned[hit] = !turned[hit];
  }

  void multiply(int hit, double factor) {
    weights[hit] *= factor;
  }

  void remove(int hit) {
    for (int i = hit + 1; i < size; i++) {
      move(i, i - 1);
    }
    size--;
  }

  /** Keeps the hits that were moved to the front, so many of them. */
  void keep(int count) {
    size = count;
  }

  void move(int from, int to) {
    tokens[to] = tokens[from];
    starts[to] = starts[from];
    ends[to] = ends[from];
    weights[to] = weights[from];
    turned[to] = turned[from];
    taught[to] = taught[from];
  }

  int token(int hit) {
    return tokens[hit];
  }

  int start(int hit) {
    return starts[hit];
  }

  int end(int hit) {
    return ends[hit];
  }

  double weight(int hit) {
    return weights[hit];
  }

  /** Whether it is a word of the room's own. */
  boolean taught(int hit) {
    return taught[hit];
  }

  /** Whether it is negated. */
  boolean turned(int hit) {
    return turned[hit];
  }
}
