package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class WordFilterTest {
  private final WordFilter filter =
      new WordFilter(List.of("scam", "바보", "pump it", "🖕", "Straße"));

  @ParameterizedTest
  @CsvSource({
    "a scam!, a ****!",
    "SCAM, ****",
    "ｓＣａｍ, ****",
    "ścâm, ****",
    "scam scam, **** ****",
    "너 바보야, 너 **야",
    "바보바보, ****",
    "ㅂㅏ보, ***",
    "PUMP IT now, **** ** now",
    "go 🖕 away, go * away",
    "STRAßE, ******",
    "scam가 뭐야, ****가 뭐야"
  })
  void aWordIsFoundHoweverItIsWritten(String text, String masked) {
    assertThat(filter.finds(text)).isTrue();
    assertThat(filter.mask(text)).isEqualTo(masked);
  }

  @Test
  void whatCannotBeSeenDoesNotHideAWord() {
    assertThat(filter.mask("s\u200Bc\u00ADam바\u2060보")).isEqualTo("*\u200B*\u00AD***\u2060*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scampi", "scams", "escam", "scam2", "박보", "바봉", "봅바\uBCF8", "", "pumpit"})
  void aPartOfAnotherWordIsNotIt(String text) {
    assertThat(filter.finds(text)).isFalse();
    assertThat(filter.mask(text)).isEqualTo(text);
  }

  @Test
  void wordsThatBeginAlikeAndOverlapAreAllFound() {
    WordFilter alike = new WordFilter(List.of("바보", "바다", "보바", "bad", "badly"));
    assertThat(alike.mask("바보바 badly 바다 bad")).isEqualTo("*** ***** ** ***");
  }

  @Test
  void aListOfNothingFindsNothing() {
    for (WordFilter none : List.of(new WordFilter(List.of()), new WordFilter(List.of("\u0301")))) {
      assertThat(none.finds("a scam")).isFalse();
      assertThat(none.mask("a scam")).isEqualTo("a scam");
    }
  }

  @Test
  void theLongestMessageAndTheLongestListTakeNoLongerThanAFewMilliseconds() {
    WordFilter many =
        new WordFilter(IntStream.range(0, 200).mapToObj(i -> "aaaaaaaab" + i).toList());
    String text = "a".repeat(16_000);
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(many.finds(text)).isFalse();
    }
    assertThat((System.nanoTime() - begun) / 20).as("ns for one").isLessThan(200_000_000L);
  }
}
