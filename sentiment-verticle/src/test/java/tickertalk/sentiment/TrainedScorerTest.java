package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Label;

@Timeout(60)
class TrainedScorerTest {
  /** Right on this part of the lines in chat.txt, so that no change makes it worse unseen. */
  private static final double CHAT_FLOOR = 0.85;

  private static final TrainedScorer scorer = TrainedScorer.bundled();

  @Test
  void chatLinesOfBothLanguagesAreReadAsPeopleReadThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = chatLines();
    for (String line : lines) {
      Reading reading = scorer.read(line.substring(2));
      if (reading.label() != ChatLines.labelOf(line.charAt(0))) {
        wrong.add(line + " -> " + reading.label());
      }
    }
    assertThat(lines).hasSize(200);
    assertThat(1 - (double) wrong.size() / lines.size())
        .as("wrong: %s", String.join("\n", wrong))
        .isGreaterThanOrEqualTo(CHAT_FLOOR);
  }

  private static List<String> chatLines() throws IOException {
    try (InputStream in = TrainedScorerTest.class.getResourceAsStream("chat.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.matches("[-+0] .*"))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "love, POSITIVE",
    "Love, POSITIVE",
    "LOVE!!!, POSITIVE",
    "I love it, POSITIVE",
    "sad, NEGATIVE",
    "Sad, NEGATIVE",
    "so sad, NEGATIVE"
  })
  void loveIsAlwaysGoodAndSadIsAlwaysBad(String text, Label label) {
    assertThat(scorer.read(text).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "70352.36",
        "+5.2% / -3.1%",
        "東京 天気",
        "?",
        "\ud83d",
        "\u202e",
        "https://a.b/love"
      })
  void aTextWithoutWordsIsNeutral(String text) {
    assertThat(scorer.read(text).label()).isEqualTo(Label.NEUTRAL);
  }

  @Test
  void theShortWaySaysWhatTheExplainedOneSays() throws IOException {
    for (String line : chatLines()) {
      Reading reading = scorer.read(line);
      Score score = scorer.score(line);
      assertThat(score.label()).isEqualTo(reading.label());
      assertThat(score.value()).as(line).isCloseTo(reading.score(), within(1e-9));
    }
  }

  @Test
  void aNegatedWordIsTakenTogetherWithItsNegation() {
    assertThat(scorer.read("it is not good").words())
        .extracting(Reading.Word::text)
        .contains("not good");
    assertThat(scorer.read("정말 좋지 않다 그치").words()).extracting(Reading.Word::text).contains("좋지 않다");
  }

  @Test
  void aModelForOtherFeaturesIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Model.bundled().write(out);
    byte[] bytes = out.toByteArray();
    assertThat(bytes.length).isLessThanOrEqualTo(4_000_000);
    bytes[7]++;
    assertThatThrownBy(() -> Model.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("train it again");
  }

  @Test
  void theBuffersOfALongTextAreNotKept() {
    TrainedScorer fresh = new TrainedScorer(Lexicon.bundled(), Model.bundled());

    fresh.read("love");
    fresh.score("sad");
    assertThat(fresh.kept()).as("the same for one text after the other").isEqualTo(1);

    fresh.read("love ".repeat(3_000));
    assertThat(fresh.kept()).isZero();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.sentiment.LexiconScorerTest#floods")
  @Timeout(5)
  void timeIsInProportionToTheText(String unit) {
    String text = unit.repeat(100_000 / unit.length());
    assertThat(scorer.read(text).score()).isBetween(-1.0, 1.0);
  }
}
