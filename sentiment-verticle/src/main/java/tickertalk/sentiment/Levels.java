package tickertalk.sentiment;

import java.util.Arrays;

/**
 * Rounds weights to sixteen levels, placed where the squared error is least (Lloyd and Max). One
 * level is 0: most weights belong to n-grams that were never seen.
 */
final class Levels {
  private static final int BINS = 1 << 14;
  private static final int ROUNDS = 60;
  private static final int BITS = 4;

  private final float[] levels;
  private final double lowest;
  private final double width;

  private Levels(float[] levels, double lowest, double width) {
    this.levels = levels;
    this.lowest = lowest;
    this.width = width;
  }

  static WeightTable table(float[] weights) {
    Levels levels = fit(weights);
    byte[] ofBins = levels.ofBins();
    byte[] pairs = new byte[weights.length / 2];
    for (int i = 0; i < weights.length; i++) {
      int level = ofBins[levels.bin(weights[i])];
      pairs[i >> 1] = (byte) (pairs[i >> 1] | (level << ((i & 1) * BITS)));
    }
    return new WeightTable(levels.levels, pairs);
  }

  private static Levels fit(float[] weights) {
    double most = 0;
    for (float weight : weights) {
      most = Math.max(most, Math.abs(weight));
    }
    float[] levels = new float[WeightTable.LEVELS];
    for (int i = 0; i < levels.length; i++) {
      double place = (i - 8) / 8.0;
      levels[i] = (float) (most * place * Math.abs(place));
    }
    Levels fitted = new Levels(levels, -most, 2 * most / (BINS - 1));
    long[] counts = new long[BINS];
    for (float weight : weights) {
      if (weight != 0) {
        counts[fitted.bin(weight)]++;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      fitted.settle(counts);
    }
    return fitted;
  }

  private int bin(double weight) {
    return (int) StrictMath.round((weight - lowest) / width);
  }

  private double center(int bin) {
    return lowest + bin * width;
  }

  private void settle(long[] counts) {
    byte[] ofBins = ofBins();
    double[] sums = new double[levels.length];
    long[] members = new long[levels.length];
    for (int bin = 0; bin < BINS; bin++) {
      sums[ofBins[bin]] += counts[bin] * center(bin);
      members[ofBins[bin]] += counts[bin];
    }
    for (int i = 0; i < levels.length; i++) {
      if (members[i] > 0 && levels[i] != 0) {
        levels[i] = (float) (sums[i] / members[i]);
      }
    }
    Arrays.sort(levels);
  }

  private byte[] ofBins() {
    byte[] nearest = new byte[BINS];
    int level = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double center = center(bin);
      while (level + 1 < levels.length
          && Math.abs(levels[level + 1] - center) <= Math.abs(levels[level] - center)) {
        level++;
      }
      nearest[bin] = (byte) level;
    }
    return nearest;
  }
}
