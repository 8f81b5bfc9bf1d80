package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;
import tickertalk.contract.Label;

/** How well a scorer does on a set of texts whose labels or ratings people gave. */
final class Evaluation {
  private static final int LABELS = Label.values().length;
  private static final int BINS = 20;

  private final int[][] counts = new int[LABELS][LABELS];
  private final double[] scores = new double[BINS];
  private final double[] truths = new double[BINS];
  private final int[] inBin = new int[BINS];
  private final List<double[]> pairs = new ArrayList<>();
  private int total;

  /** Takes a text that people gave a label, and what the scorer says of it. */
  void add(Label truth, Label said, double score) {
    counts[valueOf(truth) + 1][valueOf(said) + 1]++;
    int bin = Math.min(BINS - 1, (int) ((score + 1) / 2 * BINS));
    scores[bin] += score;
    truths[bin] += valueOf(truth);
    inBin[bin]++;
    total++;
  }

  /** Takes a text that people rated. */
  void addRated(double rating, double score) {
    pairs.add(new double[] {rating, score});
    total++;
  }

  private static int valueOf(Label label) {
    return switch (label) {
      case POSITIVE -> 1;
      case NEUTRAL -> 0;
      case NEGATIVE -> -1;
    };
  }

  int total() {
    return total;
  }

  double accuracy() {
    int right = 0;
    for (int i = 0; i < LABELS; i++) {
      right += counts[i][i];
    }
    return (double) right / total;
  }

  /** The mean of F1 over the labels that occur. */
  double macroF1() {
    double sum = 0;
    int occurring = 0;
    for (int i = 0; i < LABELS; i++) {
      int truly = row(i);
      if (truly > 0) {
        sum += 2.0 * counts[i][i] / (truly + column(i));
        occurring++;
      }
    }
    return sum / occurring;
  }

  /** The mean of recall over the labels that occur. */
  double macroRecall() {
    double sum = 0;
    int occurring = 0;
    for (int i = 0; i < LABELS; i++) {
      if (row(i) > 0) {
        sum += (double) counts[i][i] / row(i);
        occurring++;
      }
    }
    return sum / occurring;
  }

  private int row(int label) {
    int sum = 0;
    for (int said : counts[label]) {
      sum += said;
    }
    return sum;
  }

  private int column(int label) {
    int sum = 0;
    for (int[] row : counts) {
      sum += row[label];
    }
    return sum;
  }

  /**
   * How far scores are from what they promise: texts of score 0.8 should be good so much more often
   * than bad. The mean distance over twenty bins of the score.
   */
  double calibrationError() {
    double sum = 0;
    for (int i = 0; i < BINS; i++) {
      sum += Math.abs(scores[i] - truths[i]);
    }
    return sum / total;
  }

  /** Pearson's correlation of ratings and scores. */
  double correlation() {
    double meanRating = pairs.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
    double meanScore = pairs.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
    double both = 0;
    double ratings = 0;
    double said = 0;
    for (double[] pair : pairs) {
      both += (pair[0] - meanRating) * (pair[1] - meanScore);
      ratings += Math.pow(pair[0] - meanRating, 2);
      said += Math.pow(pair[1] - meanScore, 2);
    }
    return said == 0 ? 0 : both / Math.sqrt(ratings * said);
  }
}
