package tickertalk.sentiment;

/**
 * What speaks for a text's polarity and for its being neutral: the trained weights of its n-grams
 * beside what the lexicon and the rules of grammar find. A few numbers, which {@link Balance}
 * weighs against each other.
 */
final class Evidence {
  /** The lexicon is as sure as it gets. */
  private static final double SURE = 1.5;

  /** A text with fewer features is one short line, where one word counts for more. */
  private static final int SHORT = 60;

  static final int POLARITY = 4;
  static final int NEUTRALITY = 6;

  private final LexiconReader lexicon;
  private final Features features = new Features();
  private final double[] polarity = new double[POLARITY];
  private final double[] neutrality = new double[NEUTRALITY];
  private double lexiconScale;
  private int known;

  Evidence(Lexicon lexicon) {
    this.lexicon = new LexiconReader(lexicon);
  }

  /**
   * Reads a text as one of the room that has this lexicon of its own, its n-grams as the model
   * weighs them. What the room's own words say is no evidence: it is known.
   */
  void read(String text, Weights weights, Lexicon room) {
    lexicon.read(text, room);
    features.extract(lexicon.text());
    Hits hits = lexicon.hits();
    double sum = 0;
    known = 0;
    for (int i = 0; i < hits.size(); i++) {
      if (!hits.taught(i)) {
        sum += hits.weight(i);
        known++;
      }
    }
    double bounded = Math.max(-SURE, Math.min(SURE, sum));
    lexiconScale = sum == 0 ? 0 : bounded / sum;
    polarity[0] = 1;
    polarity[1] = weights.polarity(features);
    polarity[2] = bounded;
    polarity[3] = features.count() < SHORT ? bounded : 0;
    neutrality[0] = 1;
    neutrality[1] = weights.neutrality(features);
    neutrality[2] = Math.abs(bounded);
    neutrality[3] = known == 0 ? 1 : 0;
    neutrality[4] = lexicon.asks() ? 1 : 0;
    neutrality[5] = Math.abs(polarity[1]);
  }

  /** Whether there is anything to go by. */
  boolean isThere() {
    return features.hasLetters() || known > 0;
  }

  /** Whether it is one short line in which the lexicon knows nothing. */
  boolean isScant() {
    return features.count() < SHORT && known == 0;
  }

  /** Whether the room's own words say something of it. */
  boolean hasTaught() {
    return lexicon.hits().size() > known;
  }

  double[] polarity() {
    return polarity;
  }

  double[] neutrality() {
    return neutrality;
  }

  Features features() {
    return features;
  }

  LexiconReader lexicon() {
    return lexicon;
  }

  /** What the bound leaves of each weight of the lexicon. */
  double lexiconScale() {
    return lexiconScale;
  }
}
