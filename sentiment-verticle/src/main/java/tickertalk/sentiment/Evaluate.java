package tickertalk.sentiment;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tickertalk.contract.Label;

/**
 * The command that says how well the model does on the development sets, beside keywords and the
 * lexicon alone. It fails where the model falls below its floor.
 */
final class Evaluate {
  private final Corpus corpus;
  private final Scorer trained;
  private final Scorer lexicon = new LexiconScorer(Lexicon.bundled());
  private final Scorer keywords = new KeywordScorer();
  private boolean fell;

  private Evaluate(Corpus corpus, Scorer trained) {
    this.corpus = corpus;
    this.trained = trained;
  }

  /**
   * Evaluates.
   *
   * @param args the folder with the data, the file of chat lines, and a model other than the
   *     bundled
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("Usage: evaluate DATA_FOLDER CHAT_LINES [MODEL]");
      System.exit(2);
    }
    Model model = args.length > 2 ? model(args[2]) : Model.bundled();
    Evaluate evaluate =
        new Evaluate(new Corpus(Path.of(args[0])), new TrainedScorer(Lexicon.bundled(), model));
    evaluate.run(Path.of(args[1]));
    System.exit(evaluate.fell ? 1 : 0);
  }

  private static Model model(String file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      return Model.read(in);
    }
  }

  private void run(Path chat) throws IOException {
    System.out.println(
        "| language | texts | measure | keywords | lexicon | model | calibration error | floor |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    forced("ko | NSMC reviews", corpus.rows("ko_nsmc_dev.tsv.gz"), 0.875);
    labelled("ko | NSMC reviews", corpus.rows("ko_nsmc_dev.tsv.gz"), 0.80);
    labelled("ko | KOTE comments", corpus.developmentRows("ko_kote_val.tsv.gz"), 0.45);
    labelled("ko | GoEmotions, translated", corpus.rows("ko_goemotions_mt_dev.tsv.gz"), 0.50);
    labelled("en | GoEmotions", corpus.rows("en_goemotions_dev.tsv.gz"), 0.55);
    labelled("en | TweetEval", corpus.rows("en_tweeteval_val.tsv.gz"), 0.58);
    labelled("en | financial tweets", corpus.developmentRows("en_fintweet_train.tsv.gz"), 0.60);
    rated("en | VADER products", corpus.developmentRows("en_vader_amazon.tsv.gz"), 0.5);
    rated("en | VADER films", corpus.developmentRows("en_vader_movie.tsv.gz"), 0.4);
    rated("en | VADER editorials", corpus.developmentRows("en_vader_nyt.tsv.gz"), 0.4);
    chat(chat);
  }

  /** Only which side: what sets without a neutral class ask. */
  private void forced(String name, List<Corpus.Row> rows, double floor) {
    double[] accuracies = new double[3];
    double error = 0;
    for (int i = 0; i < 3; i++) {
      Evaluation evaluation = new Evaluation();
      for (Corpus.Row row : rows) {
        double score = scorer(i).read(row.text()).score();
        evaluation.add(
            row.label().orElseThrow(), score > 0 ? Label.POSITIVE : Label.NEGATIVE, score);
      }
      accuracies[i] = evaluation.accuracy();
      error = evaluation.calibrationError();
    }
    tell(name, rows.size(), "accuracy of the side", accuracies, error, floor);
  }

  private void labelled(String name, List<Corpus.Row> rows, double floor) {
    Evaluation[] evaluations = new Evaluation[3];
    for (int i = 0; i < 3; i++) {
      evaluations[i] = new Evaluation();
      for (Corpus.Row row : rows) {
        Optional<Label> truth = row.label();
        if (truth.isPresent()) {
          Reading reading = scorer(i).read(row.text());
          evaluations[i].add(truth.get(), reading.label(), reading.score());
        }
      }
    }
    tell(name, evaluations, floor);
  }

  private void tell(String name, Evaluation[] all, double floor) {
    int total = all[2].total();
    double error = all[2].calibrationError();
    tell(
        name,
        total,
        "accuracy",
        new double[] {all[0].accuracy(), all[1].accuracy(), all[2].accuracy()},
        error,
        0);
    tell(
        name,
        total,
        "macro F1",
        new double[] {all[0].macroF1(), all[1].macroF1(), all[2].macroF1()},
        error,
        0);
    tell(
        name,
        total,
        "macro recall",
        new double[] {all[0].macroRecall(), all[1].macroRecall(), all[2].macroRecall()},
        error,
        floor);
  }

  private void rated(String name, List<Corpus.Row> rows, double floor) {
    double[] correlations = new double[3];
    for (int i = 0; i < 3; i++) {
      Evaluation evaluation = new Evaluation();
      for (Corpus.Row row : rows) {
        evaluation.addRated(row.number("score"), scorer(i).read(row.text()).score());
      }
      correlations[i] = evaluation.correlation();
    }
    tell(name, rows.size(), "correlation r", correlations, Double.NaN, floor);
  }

  private void chat(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (boolean korean : new boolean[] {false, true}) {
      Evaluation[] evaluations = new Evaluation[3];
      for (int i = 0; i < 3; i++) {
        evaluations[i] = new Evaluation();
        for (String line : lines) {
          if (line.matches("[-+0] .*") && korean == line.matches("(?s).*[가-힣].*")) {
            Reading reading = scorer(i).read(line.substring(2));
            Label truth = ChatLines.labelOf(line.charAt(0));
            evaluations[i].add(truth, reading.label(), reading.score());
            if (i == 2 && truth != reading.label()) {
              System.err.println(line + "   -> " + reading);
            }
          }
        }
      }
      tell((korean ? "ko" : "en") + " | our chat lines", evaluations, 0);
    }
  }

  private Scorer scorer(int index) {
    return List.of(keywords, lexicon, trained).get(index);
  }

  private void tell(
      String name, int total, String measure, double[] values, double error, double floor) {
    boolean below = values[2] < floor;
    fell |= below;
    System.out.printf(
        Locale.ROOT,
        "| %s, %,d | %s | %.3f | %.3f | %.3f | %s | %s |%n",
        name,
        total,
        measure,
        values[0],
        values[1],
        values[2],
        Double.isNaN(error) ? "" : String.format(Locale.ROOT, "%.3f", error),
        floor == 0 ? "" : floor + (below ? " BELOW" : ""));
  }
}
