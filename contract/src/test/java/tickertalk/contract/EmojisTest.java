package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class EmojisTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "👍",
        "👍🏽",
        "❤️",
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "🇰🇷",
        "1️⃣",
        "#️⃣",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🫩",
        "👩🏻‍❤️‍💋‍👨🏿"
      })
  void anEmojiIsOneHoweverManyCodePointsItHas(String emoji) {
    assertThat(Emojis.of(emoji)).contains(emoji);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "가",
        "1",
        "#",
        "👍👍",
        "👍 ",
        " 👍",
        "👍a",
        "🇰",
        "\u200D",
        "\uFE0F",
        "★",
        "👍\u200D",
        "🇰🇷🇰",
        "\uD83D",
        "<b>",
        "👨👩"
      })
  void whatIsNotExactlyOneEmojiIsNone(String text) {
    assertThat(Emojis.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"❤,❤️", "☹,☹️", "🏳‍🌈,🏳️‍🌈", "1⃣,1️⃣", "👍️,👍"})
  void aKeyboardThatLeavesTheSelectorOutMeansTheSameEmoji(String sent, String recommended) {
    assertThat(Emojis.of(sent)).contains(recommended);
  }

  /** So that a reaction is never counted as two characters by those who show it. */
  @Test
  void everyEmojiIsOneGrapheme() {
    assertThat(Emojis.all()).hasSizeGreaterThan(3_900).allMatch(emoji -> emoji.matches("\\X"));
  }
}
