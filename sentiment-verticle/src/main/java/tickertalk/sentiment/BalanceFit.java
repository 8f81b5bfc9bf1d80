package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;

/** Fits the balance of a language to texts that the weights were not trained on. */
final class BalanceFit {
  private static final int ROUNDS = 3000;
  private static final double RATE = 0.3;
  private static final double SHRINK = 1e-4;

  /** One text: what is known of it, what it is, and how much that counts. */
  private static final class Point {
    private final double[] evidence;
    private final double target;
    private final double weight;

    Point(double[] evidence, double target, double weight) {
      this.evidence = evidence;
      this.target = target;
      this.weight = weight;
    }
  }

  private final Evidence evidence;
  private final Model model;

  BalanceFit(Lexicon lexicon, Model model) {
    this.evidence = new Evidence(lexicon);
    this.model = model;
  }

  Balance fit(List<Example> examples, boolean korean) {
    List<Point> polarity = new ArrayList<>();
    List<Point> neutrality = new ArrayList<>();
    for (Example example : examples) {
      evidence.read(example.text(), model, Lexicon.EMPTY);
      if (evidence.features().isKorean() == korean && evidence.isThere()) {
        if (example.goodWeight() > 0) {
          polarity.add(
              new Point(evidence.polarity().clone(), example.good(), example.goodWeight()));
        }
        if (example.neutralWeight() > 0) {
          neutrality.add(
              new Point(evidence.neutrality().clone(), example.neutral(), example.neutralWeight()));
        }
      }
    }
    return new Balance(solve(polarity, Evidence.POLARITY), solve(neutrality, Evidence.NEUTRALITY));
  }

  private static double[] solve(List<Point> points, int size) {
    double[] weights = new double[size];
    double[] squares = new double[size];
    double total = points.stream().mapToDouble(point -> point.weight).sum();
    for (int round = 0; round < ROUNDS; round++) {
      double[] gradient = new double[size];
      for (Point point : points) {
        double logit = 0;
        for (int i = 0; i < size; i++) {
          logit += weights[i] * point.evidence[i];
        }
        double error = (1 / (1 + StrictMath.exp(-logit)) - point.target) * point.weight / total;
        for (int i = 0; i < size; i++) {
          gradient[i] += error * point.evidence[i];
        }
      }
      for (int i = 0; i < size; i++) {
        gradient[i] += SHRINK * weights[i];
        squares[i] = 0.9 * squares[i] + 0.1 * gradient[i] * gradient[i];
        double rate = RATE * (1 - (double) round / ROUNDS);
        weights[i] -= rate * 0.1 * gradient[i] / (StrictMath.sqrt(squares[i]) + 1e-8);
      }
    }
    return weights;
  }
}
