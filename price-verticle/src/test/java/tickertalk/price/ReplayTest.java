package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tickertalk.price.Recording.Print;

class ReplayTest {
  private static final long START = 1_795_176_123_456L;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private static final long OPENING = 22 * HOUR + 40 * 60_000;

  private final Recording recording = Recording.load();

  @Test
  void shouldHoldTheWholeDay() {
    List<Print> prints = recording.between(0, DAY);
    assertThat(prints).hasSize(14_386);
    assertThat(prints.get(0))
        .isEqualTo(new Print(13_000, new BigDecimal("1012"), new BigDecimal("1.60922924")));
    assertThat(prints.get(14_385).price()).isEqualByComparingTo("1131.99");
  }

  @Test
  void shouldBeginWhereTheDayIsLiveliest() {
    Print first = recording.between(OPENING, DAY).get(0);
    Tick tick = replay(1).ticks(START - 1, START + HOUR).get(0);
    assertThat(tick.price()).isEqualTo(first.price());
    assertThat(tick.amount()).isEqualTo(first.amount());
    assertThat(tick.at()).isEqualTo(START + first.offsetMs() - OPENING);
    assertThat(tick.source()).startsWith("replay");
  }

  @Test
  void shouldGiveTheSameTicksHoweverTheTimersRun() {
    for (int speed : new int[] {1, 7, 60}) {
      Replay replay = replay(speed);
      List<Tick> inPieces = new ArrayList<>();
      long now = START - 1;
      for (int i = 0; now < START + HOUR; i++) {
        long next = Math.min(START + HOUR, now + 1 + i % 977);
        inPieces.addAll(replay.ticks(now, next));
        now = next;
      }
      assertThat(inPieces).isEqualTo(replay.ticks(START - 1, START + HOUR));
    }
  }

  @Test
  void shouldPlayAsManyTimesFasterAsAsked() {
    assertThat(replay(60).ticks(START - 1, START + 60_000 - 1))
        .extracting(Tick::price)
        .isEqualTo(recording.between(OPENING, OPENING + HOUR).stream().map(Print::price).toList());
  }

  @Test
  void shouldBeginTheDayAgainWhenItIsOver() {
    List<Tick> twoDays = replay(1).ticks(START - 1, START + 2 * DAY - 1);
    assertThat(twoDays).hasSize(2 * 14_386).extracting(Tick::at).isSorted();
    assertThat(twoDays.get(14_386).price()).isEqualTo(twoDays.get(0).price());
    assertThat(twoDays.get(14_386).at()).isEqualTo(twoDays.get(0).at() + DAY);
  }

  @Test
  void shouldHaveAPastAlsoWhenItIsLongerThanTheRecord() {
    assertThat(replay(60).ticks(START - HOUR, START).size()).isGreaterThan(2 * 14_386);
  }

  @Test
  void shouldCoverBitcoinInDollarsOnly() {
    assertThat(Replay.covers(Pair.of("BTC-USDT"))).isTrue();
    assertThat(Replay.covers(Pair.of("BTC-USD"))).isTrue();
    assertThat(Replay.covers(Pair.of("BTC-KRW"))).isFalse();
    assertThat(Replay.covers(Pair.of("ETH-USDT"))).isFalse();
  }

  private Replay replay(int speed) {
    return new Replay(recording, "BTC-USDT", speed, START);
  }
}
