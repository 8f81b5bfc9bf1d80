package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tickertalk.contract.Label;

class LexiconTest {
  private static Scorer scorer(String... lines) {
    return new LexiconScorer(Lexicon.parse(Stream.of(lines)));
  }

  @Test
  void shouldKnowOnlyTheWordsItIsGiven() {
    Scorer scorer = scorer("# a comment", "", "[english]", "-0.5 love", "[korean]", "0.5 김_치");
    assertThat(scorer.read("loved").label()).isEqualTo(Label.NEGATIVE);
    assertThat(scorer.read("sad").label()).isEqualTo(Label.NEUTRAL);
    assertThat(scorer.read("김치를").label()).isEqualTo(Label.POSITIVE);
    assertThat(scorer.read("김 치를").label()).isEqualTo(Label.POSITIVE);
  }

  @Test
  void shouldRefuseAWordThatIsThereTwice() {
    assertThatThrownBy(() -> scorer("[english]", "0.5 love", "0.6 love"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("love");
  }

  @Test
  void shouldRefuseAWordOutsideItsSections() {
    assertThatThrownBy(() -> scorer("[klingon]", "0.5 qapla"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("qapla");
  }
}
