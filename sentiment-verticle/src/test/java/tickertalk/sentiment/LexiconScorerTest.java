package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.Label;

@Timeout(30)
class LexiconScorerTest {
  private static final Scorer scorer = new LexiconScorer(Lexicon.bundled());

  /** Their product was infinite, and infinity by infinity is no number. */
  @ParameterizedTest
  @CsvSource({"개, 좋다", "개, 싫다", "'very ', good", "'very ', bad"})
  void shouldGiveANumberHoweverManyBoostersThereAre(String booster, String term) {
    String text = booster.repeat(3_000) + term;
    assertThat(scorer.read(text).score()).isNotNaN().isBetween(-1.0, 1.0).isNotZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          positive | love
          negative | sad
          positive | LOVE
          positive | I love this room
          positive | looooove it
          positive | this is sooo goood
          positive | goooddd morning everyone, what a sweeeeet day
          positive | bitcoin to the moon
          positive | HODL
          positive | feeling bullish today
          positive | new ATH, lfg!!!
          positive | this pumps hard
          positive | we're so back
          positive | wagmi
          positive | not bad at all
          positive | I can't complain
          positive | can't wait for tomorrow
          positive | I don't hate it
          positive | no problem
          positive | thanks for the explanation
          positive | not only cheap but also great
          positive | it was bad yesterday but now it is great
          positive | lol
          positive | 🚀🚀🚀
          positive | nice :)
          positive | ❤️
          positive | isn't this amazing?
          positive | I can't believe how good this is
          positive | I'm not happy with this, but I still love the community
          positive | 손해 안 봤다
          positive | 하락장이 아니다
          positive | 불안하지만 믿어본다
          negative | 기대 안 한다
          negative | 물타기 했는데 더 떨어지네
          negative | 좋아요 근데 비싸요
          negative | not good
          negative | I don't like this
          negative | I do not think this is good
          negative | never been so disappointed
          negative | it isn’t great
          negative | no fun
          negative | we got rekt
          negative | another rug pull
          negative | rug-pulled again
          negative | bearish af
          negative | they dumped on us
          negative | this is a scam
          negative | the market is crashing
          negative | I love the idea but the team is terrible
          negative | down bad
          negative | ngmi
          negative | 📉
          negative | :(
          negative | wtf is going on
          negative | going to zero
          neutral | hello everyone
          neutral | good morning
          neutral | gm
          neutral | what is the price now?
          neutral | is BTC bullish?
          neutral | will it crash tomorrow?
          neutral | 70352.36
          neutral | +5.2% / -3.1%
          neutral | https://example.com/love/sad?good=bad
          neutral | I moved the meeting to Monday
          neutral | it looks like rain
          neutral | the gloves are in the sadder's badge
          neutral | the stop loss is at 65k
          neutral | @loveme are you there
          positive | 좋아
          positive | 좋아아아아
          positive | 정말 좋아요
          positive | 이거진짜너무좋네요
          positive | 사랑해요 여러분
          positive | 떡상 가즈아
          positive | 비트떡상했다
          positive | 오늘 익절했습니다
          positive | 대애애박
          positive | 나쁘지 않네
          positive | 나쁘지않아요
          positive | 걱정하지 마세요
          positive | 문제없어요
          positive | 사기는 아니에요
          positive | 좋지 않아?
          positive | 재밌다 ㅋㅋㅋㅋ
          positive | ㅋㅋㅋ
          positive | 축하드립니다 🎉
          positive | 비싸지만 정말 좋아요
          positive | 존버는 승리한다
          positive | 드디어 올랐다
          negative | 안 좋아
          negative | 안좋아요
          negative | 이거안좋아
          negative | 좋지 않다
          negative | 좋지않아요
          negative | 좋지는 않네요
          negative | 별로
          negative | 별로 안 좋아
          negative | 별로 좋은 것 같지는
          negative | 못 믿겠다
          negative | 못믿겠어
          negative | 믿을 수가 없다
          negative | 재미 하나도 없다
          negative | 떡락
          negative | 고점에 물렸다
          negative | 손절했다 ㅠㅠ
          negative | 개미털기 또 시작이네
          negative | 왜 안 올라
          negative | 왜 이렇게 떨어지나요?
          negative | 슬퍼요
          negative | ㅠㅠ
          negative | ㅠㅜㅠㅜ
          negative | 러그풀 당했다
          negative | 좋은데 너무 비싸다
          negative | 처음엔 좋았다. 하지만 지금은 최악이다.
          negative | 개빡치네
          negative | 답이 없다
          neutral | 안녕하세요
          neutral | 안녕
          neutral | 지금 얼마예요?
          neutral | 내일 오를까요?
          neutral | 이거 좋은가요?
          neutral | 언제 떡상하나요
          neutral | 아파트 청약 일정 공유합니다
          neutral | 오른쪽 위 버튼을 누르세요
          neutral | 안내 말씀 드립니다
          neutral | 오늘 점심은 김밥
          neutral | 3분봉 기준 70,352원
          neutral | ㅇㅇ
          neutral | 네
          positive | BTC 떡상 to the moon
          negative | 오늘 차트 so bad
          positive | 이 코인 love합니다
          negative | this is 최악
          neutral | 東京 天気
          """)
  void shouldReadChatLinesAsPeopleDo(String label, String text) {
    Reading reading = scorer.read(text);
    assertThat(reading.label()).as("%s", reading).isEqualTo(Label.of(label));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          so sad, really sad | sad
          very good | good
          정말 좋아 | 좋아
          """)
  void shouldCountABoostedWordForMore(String boosted, String plain) {
    assertThat(Math.abs(scorer.read(boosted).score()))
        .isGreaterThan(Math.abs(scorer.read(plain).score()));
  }

  @Test
  void shouldSayNothingOfATextWithoutAKnownWord() {
    assertThat(scorer.read("the train leaves at nine"))
        .isEqualTo(new Reading(Label.NEUTRAL, 0, List.of()));
    assertThat(scorer.read("").words()).isEmpty();
  }

  @Test
  void shouldShareTheScoreOutAmongTheWordsItCuts() {
    texts().forEach(LexiconScorerTest::assertSharedOut);
  }

  private static void assertSharedOut(String text) {
    Reading reading = scorer.read(text);
    double sum = reading.words().stream().mapToDouble(Reading.Word::weight).sum();
    assertThat(sum).isCloseTo(reading.score(), within(1e-9));
    assertThat(reading.score()).isBetween(-1.0, 1.0);
    int end = 0;
    for (Reading.Word word : reading.words()) {
      assertThat(word.start()).as("none over another: %s", reading).isGreaterThanOrEqualTo(end);
      assertThat(word.text()).isEqualTo(text.substring(word.start(), word.end())).isNotEmpty();
      end = word.end();
    }
  }

  /** Lines made of what is hard to cut, in every order that chance gives. */
  private static Stream<String> texts() {
    List<String> parts =
        List.of(
            "love",
            "not",
            "안",
            "좋",
            "지",
            "않",
            "아니다",
            "별로",
            "좋아아아",
            "말도 안 돼",
            "없",
            "수",
            " ",
            " ",
            "  ",
            "?",
            "!",
            ".",
            ",",
            "but",
            "지만",
            "🚀",
            "❤️‍🔥",
            "👍🏽",
            "ㅋㅋㅋ",
            "ㅠㅜ",
            ":)",
            "'",
            "\n",
            "\ud83d",
            "\ude80",
            "\u202e",
            "\u200b",
            "ｇｏｏｄ",
            "İ",
            "e\u0301",
            "나쁘",
            "하지만",
            "못",
            "dump",
            "don't",
            "너무",
            "개",
            "so",
            "to the moon",
            "~",
            "대애애박",
            "\u110c\u1169\u11c2",
            "없다",
            "http://x",
            "@a",
            "을 수",
            "게",
            "아니면",
            "사기",
            "는");
    Random random = new Random(7);
    return Stream.generate(
            () -> {
              StringBuilder line = new StringBuilder();
              for (int i = random.nextInt(14); i >= 0; i--) {
                line.append(parts.get(random.nextInt(parts.size())));
              }
              return line.toString();
            })
        .limit(20_000);
  }

  @Test
  void shouldMarkTheNegationTogetherWithTheWord() {
    assertThat(scorer.read("it is not good").words())
        .extracting(Reading.Word::text)
        .containsExactly("not good");
    assertThat(scorer.read("정말 좋지 않다 그치").words())
        .extracting(Reading.Word::text)
        .containsExactly("좋지 않다");
  }

  @Test
  void shouldReadDecomposedSyllablesAndCutThemFromTheOriginal() {
    String text = Normalizer.normalize("정말 좋아요", Normalizer.Form.NFD);
    Reading reading = scorer.read(text);
    assertThat(reading.label()).isEqualTo(Label.POSITIVE);
    assertThat(reading.words())
        .extracting(Reading.Word::text)
        .containsExactly(Normalizer.normalize("좋아요", Normalizer.Form.NFD));
  }

  @Test
  void shouldSeeThroughInvisibleCharacters() {
    assertThat(scorer.read("l\u200bo\u202ev\u2066e").label()).isEqualTo(Label.POSITIVE);
    assertThat(scorer.read("\u202Esad\u202C").label()).isEqualTo(Label.NEGATIVE);
  }

  @ParameterizedTest
  @MethodSource("floods")
  @Timeout(5)
  void shouldTakeTimeInProportionToTheText(String unit) {
    String text = unit.repeat(100_000 / unit.length());
    assertThat(scorer.read(text).score()).isBetween(-1.0, 1.0);
  }

  static Stream<String> floods() {
    return Stream.of(
        "a",
        "가",
        "아",
        "대",
        "ㅋ",
        "ㅠ",
        "\ud83d",
        "\ude80",
        "\u202e",
        "\u0301",
        "~",
        "?",
        ".",
        ":",
        "'",
        "a'",
        "🚀",
        "love ",
        "not ",
        "but ",
        "love but ",
        "하지만 ",
        "좋지만 ",
        "안 ",
        "안",
        "좋",
        "좋지 ",
        "별로 ",
        "너무",
        "to ",
        "to the ",
        "한강",
        "지",
        "아니",
        "1",
        "@",
        "http://",
        "나쁘지 않",
        "good. but bad",
        "\u1100",
        "\u1100\u1161",
        "좋아~",
        "지는",
        "ab");
  }
}
