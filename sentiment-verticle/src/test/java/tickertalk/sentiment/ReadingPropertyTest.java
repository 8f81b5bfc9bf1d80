package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tickertalk.contract.RoomWord;

/** What holds for the reading of any text. */
class ReadingPropertyTest {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  private static final List<Scorer> SCORERS =
      List.of(TrainedScorer.bundled(), new LexiconScorer(Lexicon.bundled()));

  private static final Vocabulary TAUGHT =
      Vocabulary.of(
          List.of(
              new RoomWord("not good", 1),
              new RoomWord("dump", 0.7),
              new RoomWord("떡상", -1),
              new RoomWord("좋", 0),
              new RoomWord("🚀", -0.4),
              new RoomWord("3.5%", 0.3)));

  @Property(tries = 3000)
  void wordsSumToTheScore(@ForAll("texts") String text) {
    for (Scorer scorer : SCORERS) {
      assertThatWordsSumToTheScore(scorer.read(text));
      assertThatWordsSumToTheScore(scorer.read(text, TAUGHT));
    }
  }

  private static void assertThatWordsSumToTheScore(Reading reading) {
    assertThat(reading.words().stream().mapToDouble(Reading.Word::weight).sum())
        .as("%s", reading)
        .isCloseTo(reading.score(), within(1e-6));
    assertThat(reading.score()).isBetween(-1.0, 1.0);
  }

  @Property(tries = 3000)
  void theShortWaySaysWhatTheExplainedOneSaysInARoomWithWordsToo(@ForAll("texts") String text) {
    Reading reading = SCORERS.get(0).read(text, TAUGHT);
    Score score = SCORERS.get(0).score(text, TAUGHT);
    if (!reading.words().isEmpty()) {
      assertThat(score.label()).isEqualTo(reading.label());
      assertThat(score.value()).isCloseTo(reading.score(), within(1e-9));
    }
  }

  @Property(tries = 3000)
  void wordsCutTheTextBetweenCharactersAsReadersSeeThem(@ForAll("texts") String text) {
    assertThatTheyCut(text, SCORERS.get(0).read(text));
    assertThatTheyCut(text, SCORERS.get(0).read(text, TAUGHT));
  }

  private static void assertThatTheyCut(String text, Reading reading) {
    Set<Integer> borders = borders(text);
    int before = 0;
    for (Reading.Word word : reading.words()) {
      assertThat(word.start()).isGreaterThanOrEqualTo(before);
      assertThat(word.end()).isGreaterThan(word.start());
      assertThat(borders).contains(word.start(), word.end());
      assertThat(word.text()).isEqualTo(text.substring(word.start(), word.end()));
      before = word.end();
    }
  }

  @Property(tries = 1000)
  void theSameTextIsReadTheSameWhateverCameBefore(
      @ForAll("texts") String text, @ForAll("texts") String other) {
    Scorer scorer = SCORERS.get(0);
    Reading first = scorer.read(text);
    assertThat(scorer.read(other)).isNotNull();
    assertThat(scorer.read(text)).isEqualTo(first);
  }

  private static Set<Integer> borders(String text) {
    Set<Integer> borders = new HashSet<>(Set.of(0));
    Matcher grapheme = GRAPHEME.matcher(text);
    while (grapheme.find()) {
      borders.add(grapheme.end());
    }
    return borders;
  }

  /** Any chars at all, lone surrogates and controls of direction too, and what is hard to cut. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(40);
    Arbitrary<String> hard =
        Arbitraries.of(
                "love",
                "not good",
                "안",
                "좋지 않다",
                "좋아아아",
                "별로 ",
                " ",
                "?",
                ".",
                "but ",
                "지만 ",
                "🚀",
                "❤️‍🔥",
                "👍🏽",
                "🇰🇷",
                "👨‍👩‍👧",
                "ㅋㅋㅋ",
                "ㅠㅜ",
                ":)",
                "'",
                "\n",
                "\r\n",
                "\ud83d",
                "\ude80",
                "\u202e",
                "\u200b",
                "\u200d",
                "ｇｏｏｄ",
                "İ",
                "e\u0301",
                "\u110c\u1169\u11c2",
                "\u1100",
                "नमस्ते",
                "http://x ",
                "@a ",
                "3.5%",
                "dump ",
                "떡상",
                "so ",
                "don't ")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(any, hard);
  }
}
