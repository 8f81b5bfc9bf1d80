package tickertalk.sentiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.Label;

/**
 * What the model is trained on, and how much each source counts: as much as its language and its
 * kind of text need to be heard beside half a million film reviews.
 */
final class TrainingSet {
  /** Every twentieth example fits the balance and is not trained on. */
  private static final int FITTING_EVERY = 20;

  private static final int CHAT_FITTING_EVERY = 3;

  /** How many raters of ten call a review good that gave so many stars of ten. */
  private static final double[] GOOD_BY_STARS = {0, 0, 0, 0, 0, .18, .35, .6, .8, 1, 1};

  private static final int GOOD_STARS = 9;
  private static final int BAD_STARS = 4;

  /** Ratings of the VADER study go from -4 to 4; this makes odds of them. */
  private static final double ODDS_PER_RATING = 1.2;

  private final Corpus corpus;
  private final List<Example> training = new ArrayList<>();
  private final List<Example> fitting = new ArrayList<>();

  private TrainingSet(Corpus corpus) {
    this.corpus = corpus;
  }

  /**
   * Reads all of it.
   *
   * @param chat our own chat lines, see {@link ChatLines}
   */
  static TrainingSet read(Path data, Path chat) throws IOException {
    TrainingSet set = new TrainingSet(new Corpus(data));
    set.addReviews();
    set.addLabelled(set.corpus.rows("en_semeval_train.tsv.gz"), 1, 2.5, 1);
    set.addLabelled(set.corpus.rows("en_goemotions_train.tsv.gz"), 1, 1.8, 1);
    set.addLabelled(set.corpus.rows("ko_goemotions_mt_train.tsv.gz"), 0.7, 1.3, 1);
    set.addLabelled(set.corpus.trainingRows("en_fintweet_train.tsv.gz"), 1.5, 2, 1.5);
    set.addLabelled(set.corpus.trainingRows("ko_kote_val.tsv.gz"), 2, 1, 1);
    set.addRated("en_vader_amazon.tsv.gz");
    set.addRated("en_vader_movie.tsv.gz");
    set.addRated("en_vader_nyt.tsv.gz");
    set.addLexicon();
    set.addChat(ChatLines.read(chat));
    return set;
  }

  /** What the weights are trained on. */
  List<Example> training() {
    return training;
  }

  /** What the balance is fitted to. */
  List<Example> fitting() {
    return fitting;
  }

  private void add(Example example, int index) {
    (index % FITTING_EVERY == FITTING_EVERY - 1 ? fitting : training).add(example);
  }

  private void addReviews() throws IOException {
    int index = 0;
    for (Corpus.Row row : corpus.rows("ko_nsmc_train.tsv.gz")) {
      double good = row.cell("label").equals("pos") ? 1 : 0;
      add(new Example(row.text(), good, 1, 0, 0.25), index++);
    }
    for (Corpus.Row row : corpus.rows("ko_nsmc_extra.tsv.gz")) {
      int stars = Integer.parseInt(row.cell("rating"));
      double weight = stars >= GOOD_STARS ? 0.1 : stars <= BAD_STARS ? 1 : 0.33;
      // Left out of the fitting: its mix of stars is not that of any room.
      training.add(new Example(row.text(), GOOD_BY_STARS[stars], weight, 0, 0));
    }
  }

  private void addLabelled(List<Corpus.Row> rows, double good, double bad, double neutral) {
    int index = 0;
    for (Corpus.Row row : rows) {
      Optional<Label> label = row.label();
      if (label.isPresent()) {
        double goodWeight = label.get() == Label.POSITIVE ? good : bad;
        add(Example.of(label.get(), row.text(), goodWeight, neutral), index++);
      }
    }
  }

  private void addRated(String name) throws IOException {
    int index = 0;
    for (Corpus.Row row : corpus.trainingRows(name)) {
      double score = row.number("score");
      double neutral = Math.max(0, Math.min(1, 1.4 - Math.abs(score)));
      add(new Example(row.text(), good(score), 1, neutral, 0.3), index++);
    }
  }

  private void addLexicon() throws IOException {
    for (Corpus.Row row : corpus.rows("lexicon/vader_lexicon_mit.tsv")) {
      double score = row.number("mean");
      training.add(new Example(row.cell("term"), good(score), 1, 0, 0.2));
    }
  }

  private static double good(double rating) {
    return 1 / (1 + StrictMath.exp(-ODDS_PER_RATING * rating));
  }

  /**
   * Every third pattern fits the balance and is not trained on: only with lines of a kind that the
   * weights never saw can it be told how far the lexicon is to be trusted in chat.
   */
  private void addChat(List<List<Example>> patterns) {
    for (int i = 0; i < patterns.size(); i++) {
      (i % CHAT_FITTING_EVERY == 0 ? fitting : training).addAll(patterns.get(i));
    }
  }
}
