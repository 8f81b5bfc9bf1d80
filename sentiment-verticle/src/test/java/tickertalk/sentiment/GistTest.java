package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GistTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "love           | LOVE!!!",
        "love           | love love love",
        "love           | looove 1234",
        "I love it      | it, I love...",
        "대박            | 대애애박~~",
        "ㅋㅋ            | ㅋㅋㅋㅋㅋㅋ",
        "🚀             | 🚀🚀🚀",
        "to the moon 🚀 | to the moon",
        "é              | É"
      })
  void whatIsNearlyTheSameHasTheSameGist(String text, String other) {
    assertThat(Gist.of(other)).isEqualTo(Gist.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "love      | glove",
        "good      | not good",
        "좋아       | 안 좋아",
        "I love it | I hate it",
        "🚀        | 📉",
        "🚀        | rocket"
      })
  void whatMeansSomethingElseHasAnother(String text, String other) {
    assertThat(Gist.of(other)).isNotEqualTo(Gist.of(text));
  }

  @Test
  void differentWordsHaveDifferentGists() {
    Set<Long> gists = new HashSet<>();
    for (char a = 'a'; a <= 'z'; a++) {
      for (char b = 'a'; b <= 'z'; b++) {
        gists.add(Gist.of("" + a + b));
        gists.add(Gist.of(a + " so " + b));
      }
    }
    // The order of words does not matter: "b so a" is "a so b".
    assertThat(gists).hasSize(26 * 26 + 26 * 27 / 2);
  }
}
