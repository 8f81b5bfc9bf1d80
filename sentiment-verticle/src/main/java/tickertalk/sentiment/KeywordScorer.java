package tickertalk.sentiment;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tickertalk.contract.Label;

/** The keyword matching that a first lesson ends with: what any scorer has to be better than. */
final class KeywordScorer implements Scorer {
  private static final Set<String> GOOD = Set.of("love", "good", "great", "happy", "좋", "사랑", "행복");
  private static final Set<String> BAD = Set.of("sad", "bad", "hate", "angry", "싫", "나쁘", "슬프");

  /** A lesson's server knows no rooms. */
  @Override
  public Reading read(String text, Vocabulary room) {
    String folded = text.toLowerCase(Locale.ROOT);
    boolean good = GOOD.stream().anyMatch(folded::contains);
    boolean bad = BAD.stream().anyMatch(folded::contains);
    if (good == bad) {
      return new Reading(Label.NEUTRAL, 0, List.of());
    }
    return new Reading(good ? Label.POSITIVE : Label.NEGATIVE, good ? 1 : -1, List.of());
  }
}
