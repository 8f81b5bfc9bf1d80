package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.CommandException;
import tickertalk.contract.Label;
import tickertalk.contract.RoomWord;

@Timeout(60)
class VocabularyTest {
  private static final TrainedScorer SCORER = TrainedScorer.bundled();

  private static Vocabulary taught(String word, double weight) {
    return Vocabulary.of(List.of(new RoomWord(word, weight)));
  }

  @ParameterizedTest
  @CsvSource({
    "zorp, ZORP!, ZORP",
    "zorp, ｚｏｒｐ, ｚｏｒｐ",
    "Zorp Labs, we have zorp labs here, zorp labs",
    "to the zorp, to the zorp, to the zorp",
    "진격, 진격, 진격",
    "진격, 오늘도대진격각이다, 진격각이다",
    "갓, 갓비트, 갓비트",
    "진짜 진격, 진짜진격, 진짜진격",
    "🦍, 🦍, 🦍",
    "ㄱㄱㄱ, ㄱㄱㄱ, ㄱㄱㄱ",
    "c++, c++, c++"
  })
  void aRoomsWordIsFoundAsTheLexiconsWouldBe(String word, String text, String found) {
    assertThat(SCORER.read(text, taught(word, 0.5)).words())
        .extracting(Reading.Word::text, Reading.Word::weight)
        .contains(tuple(found, 0.5));
  }

  @Test
  void aWordIsFoundInWhicheverNormalForm() {
    String decomposed = Normalizer.normalize("진격", Normalizer.Form.NFD);
    assertThat(SCORER.read(decomposed, taught("진격", 0.9)).score()).isEqualTo(0.9);
    assertThat(SCORER.read("진격", taught(decomposed, 0.9)).score()).isEqualTo(0.9);
  }

  @ParameterizedTest
  @CsvSource({
    "moon, honeymooner",
    "갓, 자갓길",
    "moon, https://moon.example/moon",
    "moon, @moon",
    "moon, is it a moon?"
  })
  void whatOnlyLooksLikeItOrAsksIsAsItWas(String word, String text) {
    assertThat(SCORER.read(text, taught(word, -1))).isEqualTo(SCORER.read(text));
    assertThat(SCORER.score(text, taught(word, -1))).isEqualTo(SCORER.score(text, Vocabulary.NONE));
  }

  @Test
  void negationTurnsARoomsWordToo() {
    Reading reading = SCORER.read("not zorp", taught("zorp", 0.8));
    assertThat(reading.words()).extracting(Reading.Word::text).containsExactly("not zorp");
    assertThat(reading.score()).isEqualTo(-0.6);
    assertThat(SCORER.read("안 진격", taught("진격", 0.8)).score()).isEqualTo(-0.6);
  }

  @Test
  void whatARoomSaysOfAWordGoesBeforeWhatTheLexiconAndTheModelSay() {
    assertThat(SCORER.read("to the moon").label()).isEqualTo(Label.POSITIVE);
    Reading turned = SCORER.read("to the moon", taught("moon", -1));
    assertThat(turned.words()).extracting(Reading.Word::text).contains("moon");
    assertThat(turned.label()).isEqualTo(Label.NEGATIVE);

    assertThat(SCORER.read("떡상").label()).isEqualTo(Label.POSITIVE);
    assertThat(SCORER.read("떡상", taught("떡상", -0.9)).score()).isEqualTo(-0.9);
  }

  @Test
  void aWordThatWeighsNothingSaysNothing() {
    assertThat(SCORER.read("bullish").label()).isEqualTo(Label.POSITIVE);
    assertThat(SCORER.read("bullish", taught("bullish", 0)))
        .isEqualTo(new Reading(Label.NEUTRAL, 0, List.of(new Reading.Word("bullish", 0, 7, 0))));
  }

  @Test
  void theRestOfALineCountsAsBefore() {
    Vocabulary room = taught("zorp", 0.3);
    double plain = SCORER.read("I hate this terrible zorp").score();
    assertThat(SCORER.read("I hate this terrible zorp", room).score()).isBetween(plain, 0.0);
    assertThat(SCORER.read("I hate this terrible thing", room))
        .isEqualTo(SCORER.read("I hate this terrible thing"));
  }

  @Test
  void aWordIsTheSameInWhateverCaseAndWidth() {
    Vocabulary room = taught("Zorp", 0.5).with(new RoomWord("ZORP", -0.5));
    assertThat(room.toJson("lobby").encode())
        .isEqualTo("{\"room\":\"lobby\",\"words\":[{\"word\":\"ZORP\",\"weight\":-0.5}]}");
    assertThat(room.without("ｚｏｒｐ").toJson("lobby").getJsonArray("words")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "love",
        "LOVE",
        "ｓａｄ",
        "https://a.b",
        "@alice",
        "?",
        "...",
        ",",
        "\u200b",
        "but",
        "오를까"
      })
  void whatWouldNeverBeFoundOrHoldsInEveryRoomIsNotTaught(String word) {
    assertThatThrownBy(() -> Vocabulary.requireTeachable(word))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("word: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zorp",
        "to the zorp",
        "진격",
        "갓",
        "🚀",
        "👨‍👩‍👧",
        "ㅋㅋ",
        "$TSLA",
        "don't",
        "東京",
        "c++"
      })
  void wordsPhrasesAndEmojiAreTaught(String word) {
    Vocabulary.requireTeachable(word);
    assertThat(SCORER.read(word, taught(word, 0.9)).score()).isEqualTo(0.9);
  }

  @Test
  void loveAndSadSayWhatTheySayWhateverElseARoomHasTaught() {
    Vocabulary room =
        Vocabulary.of(
            Stream.of("lovely", "sadly", "lo", "l", "사랑").map(w -> new RoomWord(w, -1)).toList());
    assertThat(SCORER.read("love", room).label()).isEqualTo(Label.POSITIVE);
    assertThat(SCORER.read("sad", room).label()).isEqualTo(Label.NEGATIVE);
  }

  @Test
  void twoHundredWordsOfFortyCharactersAreReadInTimeLinearInTheText() {
    List<RoomWord> words =
        Stream.iterate(1, n -> n + 1)
            .limit(RoomWord.MAX_WORDS)
            .map(n -> new RoomWord("가".repeat(30 + n % 10) + (char) ('나' + n), 0.1))
            .toList();
    String text = "가".repeat(4_000);
    assertThat(SCORER.read(text, Vocabulary.of(words)).score()).isBetween(-1.0, 1.0);
  }

  /** Nineteen gaps, each there or not, were half a million spellings of each phrase. */
  @Test
  void aPhraseOfManyGapsIsLookedForWithAllOfThemAndWithNone() {
    List<RoomWord> words =
        Stream.iterate(0, n -> n + 1)
            .limit(RoomWord.MAX_WORDS)
            .map(n -> new RoomWord((char) ('가' + n) + " 진".repeat(19), 0.9))
            .toList();
    Vocabulary room = Vocabulary.of(words);
    assertThat(SCORER.read("가" + " 진".repeat(19), room).score()).isEqualTo(0.9);
    assertThat(SCORER.read("가" + "진".repeat(19), room).score()).isEqualTo(0.9);
  }
}
