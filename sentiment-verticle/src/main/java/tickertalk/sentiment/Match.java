package tickertalk.sentiment;

/** What the lexicon has at a place; used again for one place after the other. */
final class Match {
  /** Of five boosters in a row; without a bound, some thousands of them are no number any more. */
  private static final double MAX_BOOST = 4;

  private int length;
  private double weight;
  private boolean booster;
  private boolean taught;

  void is(int newLength, double newWeight, boolean isBooster) {
    length = newLength;
    weight = newWeight;
    booster = isBooster;
    taught = false;
  }

  /** It is this, which the room has of its own. */
  void isTaught(Match own) {
    is(own.length, own.weight, false);
    taught = true;
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

  /** Whether it is a word of the room's own. */
  boolean taught() {
    return taught;
  }

  /** Whether it says something: also what a room has taught to weigh nothing does. */
  boolean counts() {
    return weight != 0 || taught;
  }

  /** Of a booster: what it makes of those before it. */
  double lift(double boost) {
    return Math.min(MAX_BOOST, boost * weight);
  }
}
