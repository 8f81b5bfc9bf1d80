package tickertalk.sentiment;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reads short messages one after the other, as the service does. It stands in the scorer's package,
 * as a test does, because nobody outside of it may score past the bus.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScorerBenchmark {
  @Param({"korean", "english"})
  String language;

  private TrainedScorer scorer;
  private String[] messages;
  private int next;

  /** Loads the model, and takes the messages of the language. */
  @Setup
  public void load() {
    scorer = TrainedScorer.bundled();
    messages = language.equals("korean") ? ScoredMessages.korean() : ScoredMessages.english();
  }

  /** Label and score. */
  @Benchmark
  public Object score() {
    return scorer.score(message());
  }

  /** Label and score, and the words that say so with their places and weights. */
  @Benchmark
  public Object explain() {
    return scorer.read(message());
  }

  private String message() {
    next = next + 1 == messages.length ? 0 : next + 1;
    return messages[next];
  }
}
