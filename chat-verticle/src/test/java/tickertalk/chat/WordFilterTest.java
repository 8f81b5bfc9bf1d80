package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  void manyWordsFindTogetherWhatEachFindsByItself() {
    Random random = new Random(4_711);
    for (int round = 0; round < 2_000; round++) {
      List<String> words = Stream.generate(() -> some(random, 4).strip()).limit(6).toList();
      String text = some(random, 30);
      char[] expected = text.toCharArray();
      for (String word : words) {
        String masked = new WordFilter(List.of(word)).mask(text);
        IntStream.range(0, text.length())
            .filter(at -> masked.charAt(at) == '*')
            .forEach(at -> expected[at] = '*');
      }
      WordFilter many = new WordFilter(words);
      assertThat(many.mask(text)).as("%s in %s", words, text).isEqualTo(new String(expected));
      assertThat(many.finds(text)).isEqualTo(!text.equals(new String(expected)));
    }
  }

  /** Letters of words that stand apart and that do not, which fold to one, two or three. */
  private static String some(Random random, int most) {
    return random
        .ints(1 + random.nextInt(most), 0, 6)
        .mapToObj(i -> "ab 가각ㄱ".substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** Each place was compared with each word that begins like it: 40 to 80 ms of an event loop. */
  @ParameterizedTest
  @CsvSource({"a, b, 4000", "á, é, 4000", "가, 나, 4000", "ㅏ, ㅏ, 4000", "\u1161, \u1161, 16000"})
  void theLongestMessageAndTheLongestListTakeAFewMilliseconds(
      String letter, String last, int letters) {
    WordFilter many =
        new WordFilter(
            IntStream.range(0, 200)
                .mapToObj(i -> letter.repeat(1 + i % 39) + last + letter.repeat(i / 39))
                .toList());
    String text = letter.repeat(letters);
    long fastest = Long.MAX_VALUE; // of some, as others have the machine meanwhile
    for (int i = 0; i < 30; i++) {
      long begun = System.nanoTime();
      many.mask(text);
      fastest = Math.min(fastest, System.nanoTime() - begun);
    }
    assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(10));
  }
}
