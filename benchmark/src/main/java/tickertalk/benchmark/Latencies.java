package tickertalk.benchmark;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long messages took, from their making to a sample of the readers. */
final class Latencies {
  private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3;

  private final Histogram nanos = new Histogram(LONGEST_NS, DIGITS);
  private final Stride stride = new Stride();

  Stride stride() {
    return stride;
  }

  /** Notes that a message arrived now. */
  void deliveryOf(long sentAtNanoTime) {
    long took = System.nanoTime() - sentAtNanoTime;
    if (took < 0 || took > LONGEST_NS) {
      throw new LoadException("a message says that it took " + took + " ns");
    }
    nanos.recordValue(took);
  }

  void reset() {
    nanos.reset();
  }

  /** Adds the percentiles of what was noted since the last reset. */
  void into(Map<Figure, Double> figures) {
    figures.put(Figure.P50, percentileMs(50));
    figures.put(Figure.P99, percentileMs(99));
    figures.put(Figure.P999, percentileMs(99.9));
  }

  private double percentileMs(double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }
}
