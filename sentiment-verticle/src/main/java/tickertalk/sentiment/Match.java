package tickertalk.sentiment;

/** What the lexicon has at a place; used again for one place after the other. */
final class Match {
  private int length;
  private double weight;
  private boolean booster;

  void is(int newLength, double newWeight, boolean isBooster) {
    length = newLength;
    weight = newWeight;
    booster = isBooster;
  }

  /** In words of an English phrase, in chars of a Korean stem. */
  int length() {
    return length;
  }

  /** Of a booster: its factor. */
  double weight() {
    return weight;
  }

  boolean booster() {
    return booster;
  }
}
