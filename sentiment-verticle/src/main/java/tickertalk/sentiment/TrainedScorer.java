package tickertalk.sentiment;

/**
 * Scores by the trained model and the lexicon together. A message costs a few microseconds and next
 * to no memory: each thread reads with buffers of its own, which it keeps.
 */
final class TrainedScorer implements Scorer {
  /**
   * What speaks for neutral, in log-odds, where there is hardly anything to go by. Of 0, 1.5 and 3
   * the middle one read the most of both GoEmotions development sets right; names of things and
   * greetings seemed opinions without it.
   */
  private static final double SCANT = 1.5;

  private final Model model;
  private final ThreadLocal<Evidence> readers;
  private final ThreadLocal<Explanation> explanations;

  TrainedScorer(Lexicon lexicon, Model model) {
    this.model = model;
    this.readers = ThreadLocal.withInitial(() -> new Evidence(lexicon));
    this.explanations = ThreadLocal.withInitial(Explanation::new);
  }

  /** The scorer with the lexicon and the model that come with the service. */
  static TrainedScorer bundled() {
    return new TrainedScorer(Lexicon.bundled(), Model.bundled());
  }

  /** What {@link #read} says, without its words. */
  Score score(String text) {
    return score(readers.get(), text);
  }

  @Override
  public Reading read(String text) {
    Evidence evidence = readers.get();
    Score score = score(evidence, text);
    return explanations.get().explain(text, score, evidence, model);
  }

  private Score score(Evidence evidence, String text) {
    evidence.read(text, model);
    if (!evidence.isThere()) {
      return Score.NOTHING;
    }
    Balance balance = model.balance(evidence.features().isKorean());
    double neutrality = balance.neutralityOf(evidence) + (evidence.isScant() ? SCANT : 0);
    return Score.of(balance.polarityOf(evidence), neutrality);
  }
}
