package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class FloodGuardTest {
  private final FloodGuard guard = new FloodGuard(3);

  private long say(String person, String text, long nowMs) {
    return guard.take(person, UUID.randomUUID().toString(), text, nowMs);
  }

  @Test
  void theSameTextIsTakenSoOftenAndThenNotUntilTheFirstIsHalfAMinuteOld() {
    assertThat(List.of(say("a", "hi", 0), say("a", "hi", 1_000), say("a", "hi", 2_000)))
        .containsOnly(0L);
    assertThat(say("a", "hi", 3_000)).isEqualTo(27_000);
    assertThat(say("a", "hi", 29_999)).isEqualTo(1);
    assertThat(say("a", "hi", 30_000)).isZero();
    assertThat(say("a", "hi", 30_001)).as("the second counts still").isEqualTo(999);
  }

  @Test
  void othersAreNotAffected() {
    for (int i = 0; i < 3; i++) {
      say("a", "hi", 0);
    }
    assertThat(say("a", "hi", 0)).isPositive();
    assertThat(say("b", "hi", 0)).isZero();
    assertThat(say("a", "something else", 0)).isZero();
  }

  @Test
  void aPostThatIsSentAgainUnderItsIdCountsOnce() {
    for (int i = 0; i < 10; i++) {
      assertThat(guard.take("a", "id-1", "hi", i)).isZero();
    }
    assertThat(say("a", "hi", 10)).isZero();
    assertThat(say("a", "hi", 10)).isZero();
    assertThat(say("a", "hi", 10)).isPositive();
    assertThat(guard.take("a", "id-1", "hi", 11)).as("was taken before").isZero();
  }

  @Test
  void whatIsSaidInBetweenDoesNotHideIt() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waits.add(say("a", "join my group for free coins", i));
      say("a", "well " + i, i);
    }
    assertThat(waits.subList(0, 3)).containsOnly(0L);
    assertThat(waits.get(3)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JOIN my group for free coins!!!",
        "join my group for free coins 7",
        "join  my  group  for  free  coins",
        "joooooin my group for freeee coins",
        "join my group, for free coins 🚀🚀",
        "ｊｏｉｎ ｍｙ ｇｒｏｕｐ ｆｏｒ ｆｒｅｅ ｃｏｉｎｓ",
        "join my groups for free coin"
      })
  void aTextThatIsVariedIsTheSame(String varied) {
    for (int i = 0; i < 3; i++) {
      say("a", "join my group for free coins", 0);
    }
    assertThat(say("a", varied, 1)).isPositive();
  }

  @Test
  void aKoreanTextThatIsVariedIsTheSame() {
    for (int i = 0; i < 3; i++) {
      say("a", "지금 가입하면 코인을 무료로 드립니다 " + i, 0);
    }
    assertThat(say("a", "지금 가입하면 코인을 무료로 드립니다!! ㅎㅎ", 1)).isPositive();
  }

  @Test
  void numbersAndShortWordsThatDifferAreNotTheSame() {
    for (int i = 0; i < 40; i++) {
      assertThat(say("a", "m" + i, 0)).as("m%s", i).isZero();
      assertThat(say("b", (70_000 + i) + "!", 0)).isZero();
    }
    assertThat(say("c", "10", 0) + say("c", "100", 0) + say("c", "1000", 0)).isZero();
    assertThat(say("c", "10000", 0)).isZero();
  }

  @Test
  void lettersThatAreRepeatedAreOneLetterAndEmojiCountWhereThereAreNoLetters() {
    say("a", "ㅋㅋ", 0);
    say("a", "ㅋㅋㅋㅋㅋ", 0);
    say("a", "ㅋㅋㅋ!", 0);
    assertThat(say("a", "ㅋ", 0)).isPositive();
    say("a", "🚀", 0);
    say("a", "🚀🚀", 0);
    say("a", "🚀🚀🚀", 0);
    assertThat(say("a", "🚀🚀🚀🚀", 0)).isPositive();
    assertThat(say("a", "😊", 0)).isZero();
  }

  @Test
  void otherThingsOfSomeLengthAreNotTheSame() {
    String[] texts = {
      "비트코인이 오늘은 오를 것 같아요",
      "이더리움은 내일 떨어질 수도 있겠네요",
      "저는 점심으로 김치찌개를 먹었습니다",
      "what do you think about the halving",
      "I think the market will calm down soon"
    };
    for (String text : texts) {
      for (int i = 0; i < 2; i++) {
        assertThat(say("a", text, i)).as(text).isZero();
      }
    }
  }

  @Test
  void whoIsSilentIsForgottenAndZeroIsNoLimit() {
    say("a", "hi", 0);
    guard.expire(29_999);
    guard.expire(30_000);
    assertThat(say("a", "hi", 30_000)).isZero();
    FloodGuard none = new FloodGuard(0);
    for (int i = 0; i < 20; i++) {
      assertThat(none.take("a", "id-" + i, "hi", 0)).isZero();
    }
  }
}
