package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.CommandException;

@Timeout(60)
class SearchWordsTest {
  @ParameterizedTest
  @CsvSource({
    "비트코, 오늘 비트코인이 오른다",
    "트코인, 오늘 비트코인이 오른다",
    "비, 비트코인",
    "ㅂㅌㅋㅇ, 오늘 비트코인이 오른다",
    "비ㅌ코, 비트코인",
    "비트코ㅇ, 비트코인",
    "ㅇ, 비트코인",
    "ㅋㅋ, 떡상ㅋㅋㅋ",
    "ㅋㅋ, 크크",
    "ㄳ, 감사합니다",
    "ㅠ, ㅠㅠ",
    "오른 비트, 비트코인이 오른다",
    "BITC, bitcoin",
    "coin, BitCoin",
    "ｂｔｃ, BTC",
    "70, '$70,352.36'",
    "🚀, 가자🚀🚀",
    "👩, 👨‍👩‍👧",
    "❤️, ❤",
  })
  void aWordIsFoundInATextThatHasIt(String query, String text) {
    SearchWords words = SearchWords.of(query);
    assertThat(words.occurIn(Folding.fold(text))).isTrue();
    assertThat(Grams.of(Folding.fold(text))).contains(words.grams());
  }

  @ParameterizedTest
  @CsvSource({
    "비트코, 비트 코인",
    "빝코, 비트코인",
    "ㅂㅋ, 비트코인",
    "가ㅂ, 나비",
    "비트 매도, 비트 매수",
    "ㄱ, 까치",
    "coins, coin",
    "🚀, 🛸",
  })
  void aWordIsNotFoundInATextThatHasItNot(String query, String text) {
    assertThat(SearchWords.of(query).occurIn(Folding.fold(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u200B", "\uFE0F", "\u3164 \u2060"})
  void aQueryWithoutAShapeIsRefused(String query) {
    assertThatThrownBy(() -> SearchWords.of(query))
        .isInstanceOf(CommandException.class)
        .hasMessage("query: must not be empty");
  }

  @Test
  void theIndexIsAskedForTheLongestPiecesOnly() {
    assertThat(SearchWords.of("비트코인").grams()).hasSize(3);
    assertThat(SearchWords.of("bitcoin").grams()).hasSize(5);
    assertThat(SearchWords.of("비").grams()).hasSize(1);
    assertThat(SearchWords.of("ㅂㅌㅋㅇ").grams()).hasSize(2);
    assertThat(SearchWords.of("가나다라 ".repeat(20) + "마바사아자차카타파하").grams())
        .hasSizeLessThanOrEqualTo(24);
  }

  @Provide
  Arbitrary<String> texts() {
    return SearchTexts.any();
  }

  @Property
  void anyPartOfATextFindsIt(@ForAll("texts") String text, @ForAll int at, @ForAll int length) {
    String folded = Folding.fold(text);
    assertFinds(SearchTexts.part(folded, at, length), folded);
  }

  @Property
  void anyPartOfATextFindsItWithSyllablesShortenedToTheirInitials(
      @ForAll("texts") String text, @ForAll int at, @ForAll int length, @ForAll int which) {
    String folded = Folding.fold(text);
    assertFinds(SearchTexts.abbreviated(SearchTexts.part(folded, at, length), which), folded);
  }

  private static void assertFinds(String query, String folded) {
    Assume.that(!query.isBlank());
    SearchWords words = SearchWords.of(query);
    assertThat(words.occurIn(folded)).isTrue();
    assertThat(Arrays.stream(Grams.of(folded)).boxed())
        .containsAll(Arrays.stream(words.grams()).boxed().toList());
  }
}
