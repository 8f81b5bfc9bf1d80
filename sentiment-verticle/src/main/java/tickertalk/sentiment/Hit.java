package tickertalk.sentiment;

/**
 * A term of the lexicon found in a line.
 *
 * @param token the token it begins in
 * @param start its place in the folded text, with what negates it
 * @param turned whether it is negated
 */
record Hit(int token, int start, int end, double weight, boolean turned) {
  /** "not good" is less bad than "bad", and "not bad" is still less good than "good". */
  private static final double NEGATED_GOOD = -0.75;

  private static final double NEGATED_BAD = -0.5;

  static Hit of(int token, int start, int end, double weight) {
    return new Hit(token, start, end, weight, false);
  }

  Hit times(double factor) {
    return new Hit(token, start, end, weight * factor, turned);
  }

  Hit negated() {
    double factor = weight > 0 ? NEGATED_GOOD : NEGATED_BAD;
    return new Hit(token, start, end, weight * factor, !turned);
  }

  Hit from(int newStart) {
    return new Hit(token, newStart, end, weight, turned);
  }

  Hit upTo(int newEnd) {
    return new Hit(token, start, newEnd, weight, turned);
  }
}
