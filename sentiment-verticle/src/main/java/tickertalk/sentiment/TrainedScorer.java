package tickertalk.sentiment;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Scores by the trained model and the lexicon together. A message costs a few microseconds and next
 * to no memory: buffers are kept for as many readings as there ever were at once. A long text needs
 * megabytes of them, which are not kept.
 */
final class TrainedScorer implements Scorer {
  /**
   * What speaks for neutral, in log-odds, where there is hardly anything to go by. Of 0, 1.5 and 3
   * the middle one read the most of both GoEmotions development sets right; names of things and
   * greetings seemed opinions without it.
   */
  private static final double SCANT = 1.5;

  /** In UTF-16 code units; the buffers of such a text take 0.4 MB, those of the longest post 6. */
  private static final int LONGEST_KEPT_FOR = 1_000;

  private final Lexicon lexicon;
  private final Model model;
  private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();

  /** The buffers of one reading at a time. */
  private record Reader(Evidence evidence, Explanation explanation) {}

  TrainedScorer(Lexicon lexicon, Model model) {
    this.lexicon = lexicon;
    this.model = model;
  }

  /** The scorer with the lexicon and the model that come with the service. */
  static TrainedScorer bundled() {
    return new TrainedScorer(Lexicon.bundled(), Model.bundled());
  }

  @Override
  public Score score(String text, Vocabulary room) {
    Reader reader = take();
    try {
      Chances chances = chances(reader.evidence, text, room);
      if (!reader.evidence.hasTaught()) {
        return chances.score();
      }
      Reading reading = explain(reader, text, chances);
      return new Score(reading.label(), reading.score());
    } finally {
      giveBack(reader, text);
    }
  }

  @Override
  public Reading read(String text, Vocabulary room) {
    Reader reader = take();
    try {
      return explain(reader, text, chances(reader.evidence, text, room));
    } finally {
      giveBack(reader, text);
    }
  }

  /** The score of a text is what the room's own words say, and the rest of it. */
  private Reading explain(Reader reader, String text, Chances chances) {
    Explanation explanation = reader.explanation;
    Reading reading = explanation.explain(text, chances.score(), reader.evidence, model);
    if (!reader.evidence.hasTaught()) {
      return reading;
    }
    Reading taught = explanation.withTaught(reading);
    Score score = chances.moved(taught.score() - reading.score()).score();
    return new Reading(score.label(), taught.score(), taught.words());
  }

  private Reader take() {
    Reader reader = idle.poll();
    return reader == null ? new Reader(new Evidence(lexicon), new Explanation()) : reader;
  }

  private void giveBack(Reader reader, String text) {
    if (text.length() <= LONGEST_KEPT_FOR) {
      idle.add(reader);
    }
  }

  /** For how many readings at once buffers are kept. */
  int kept() {
    return idle.size();
  }

  /** What the text is without the room's own words, whatever they stand for elsewhere. */
  private Chances chances(Evidence evidence, String text, Vocabulary room) {
    evidence.read(text, model, room.lexicon());
    if (!evidence.isThere()) {
      return Chances.NEUTRAL;
    }
    Balance balance = model.balance(evidence.features().isKorean());
    double neutrality = balance.neutralityOf(evidence) + (evidence.isScant() ? SCANT : 0);
    return Chances.of(balance.polarityOf(evidence), neutrality);
  }
}
