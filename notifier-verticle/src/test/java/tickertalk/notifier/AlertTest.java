package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.AlertFiring;
import tickertalk.contract.Cooldown;
import tickertalk.contract.Quote.State;

/** The line is at 10,000, and the band 5 on either side of it. */
@Timeout(60)
class AlertTest {
  private static final int LINE = 10_000;
  private static final int BAND = 5;
  private static final long MINUTE_MS = 60_000;

  @Test
  void itFiresWhenThePriceComesOverTheLineAndOnlyThen() {
    assertThat(firings("price > 10000", 9_990, 10_000, 10_001, 10_020)).containsExactly(2);
    assertThat(firings("price < 10000", 10_010, 10_000, 9_999, 9_980)).containsExactly(2);
    assertThat(firings("price crosses 10000", 9_990, 10_006, 9_990, 10_006))
        .containsExactly(1, 2, 3);
  }

  @Test
  void whatIsOverTheLineFromTheBeginningHasToComeBackFirst() {
    assertThat(firings("price > 10000", 10_020, 10_030, 9_990, 10_001)).containsExactly(3);
  }

  @Test
  void aPriceThatTremblesOnTheLineFiresOnce() {
    assertThat(firings("price > 10000", 9_999, 10_001, 9_996, 10_004, 9_999, 10_001))
        .containsExactly(1);
    assertThat(firings("price crosses 10000", 9_999, 10_001, 9_996, 10_004, 9_999, 10_001))
        .containsExactly(1);
  }

  /** With the line re-armed on the near side only, the way down would never have been told. */
  @Test
  void aPriceThatTurnsBackWithinTheBandIsToldOnceItIsThroughIt() {
    assertThat(firings("price crosses 10000", 9_999, 10_001, 9_999, 9_995)).containsExactly(1, 3);
  }

  @Test
  void whileItKeepsSilentNothingCountsAndAfterwardsWhatIsThenTrue() {
    Walk crosses = new Walk("price crosses 10000", "10m");
    crosses.step(0, 9_990).step(1, 10_010).step(2, 9_990).step(3, 10_010).step(4, 9_990);
    assertThat(crosses.fired).containsExactly(1L);
    assertThat(crosses.step(10, 9_990).step(11, 9_989).fired).containsExactly(1L, 11L);
    Walk rises = new Walk("price > 10000", "10m");
    rises.step(0, 9_990).step(1, 10_010).step(2, 9_990).step(3, 10_010).step(11, 10_010);
    assertThat(rises.fired).as("its owner knows").containsExactly(1L);
  }

  @Test
  void aStepFromOneMarketToAnotherIsNoCrossing() {
    Walk walk = new Walk("price > 10000", "1m");
    walk.step(0, 9_000, State.LIVE).step(2, 11_000, State.REPLAY).step(4, 11_100, State.REPLAY);
    assertThat(walk.fired).isEmpty();
    walk.step(6, 9_000, State.REPLAY).step(8, 10_001, State.REPLAY);
    assertThat(walk.fired).containsExactly(8L);
    assertThat(walk.last.state()).isEqualTo(State.REPLAY);
  }

  @Test
  void itSaysWhetherItIsArmed() {
    Walk walk = new Walk("price > 10000", "10m");
    assertThat(walk.state(0)).as("no price is known").isEqualTo("waiting");
    assertThat(walk.step(0, 9_000).state(0)).isEqualTo("armed");
    assertThat(walk.step(1, 11_000).state(1)).isEqualTo("waiting");
    assertThat(walk.alert.toJson(0).getLong("firedAt")).isEqualTo(MINUTE_MS);
    assertThat(walk.step(11, 11_000).state(11)).as("it is still above").isEqualTo("waiting");
    assertThat(walk.step(12, 9_000).state(12)).isEqualTo("armed");
  }

  @Property
  void anyWalkOverTheLineFiresAsOftenAsALookAtTheWholeOfItSays(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(min = -8, max = 8) Integer> offsets,
      @ForAll @IntRange(min = 1, max = 5) int cooldown) {
    for (boolean rises : new boolean[] {true, false}) {
      Walk walk = new Walk(rises ? "price > 10000" : "price < 10000", cooldown + "m");
      List<Integer> over = offsets.stream().map(it -> rises ? it : -it).toList();
      IntStream.range(0, over.size()).forEach(i -> walk.step(i, LINE + offsets.get(i)));
      assertThat(walk.fired).isEqualTo(oneWay(over, cooldown));
    }
  }

  /**
   * When a one-way rule fires: found by looking forward for the next price over the line, and from
   * the end of its silence on for the next that is back.
   *
   * @param over how far each price is over the line
   */
  private static List<Long> oneWay(List<Integer> over, int cooldown) {
    List<Long> times = new ArrayList<>();
    int at = over.get(0) <= 0 ? 0 : next(over, 0, it -> it <= -BAND);
    while (at < over.size()) {
      at = next(over, at, it -> it > 0);
      if (at < over.size()) {
        times.add((long) at);
        at = next(over, at + cooldown, it -> it <= -BAND);
      }
    }
    return times;
  }

  @Property
  void anyWalkToAndFroFiresAsOftenAsALookAtTheWholeOfItSays(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(min = -8, max = 8) Integer> offsets,
      @ForAll @IntRange(min = 1, max = 5) int cooldown) {
    Walk walk = new Walk("price crosses 10000", cooldown + "m");
    IntStream.range(0, offsets.size()).forEach(i -> walk.step(i, LINE + offsets.get(i)));
    assertThat(walk.fired).isEqualTo(toAndFro(offsets, cooldown));
  }

  private static List<Long> toAndFro(List<Integer> offsets, int cooldown) {
    List<Long> times = new ArrayList<>();
    int sign = offsets.get(0) > 0 ? -1 : 1; // of the side that it would come to
    int armedFrom = 0;
    int from = 0;
    while (from < offsets.size()) {
      int side = sign;
      int far = next(offsets, from, it -> it * side >= BAND);
      int over = next(offsets, armedFrom, it -> it * side > 0);
      int at = Math.min(far, over);
      if (at < offsets.size()) {
        times.add((long) at);
      }
      from = at + cooldown;
      boolean clear = at < offsets.size() && offsets.get(at) * side >= BAND;
      armedFrom = clear ? from : next(offsets, from, it -> it * side >= BAND);
      sign = -side;
    }
    return times;
  }

  private static int next(List<Integer> values, int from, IntPredicate wanted) {
    return IntStream.range(from, values.size())
        .filter(i -> wanted.test(values.get(i)))
        .findFirst()
        .orElse(values.size());
  }

  @Property
  void whoWasToldOfACrossingIsNeverLeftWithTheWrongSide(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = -8, max = 8) Integer> offsets) {
    Walk walk = new Walk("price crosses 10000", "1m");
    for (int i = 0; i < offsets.size(); i++) {
      walk.step(i, LINE + offsets.get(i));
      if (Math.abs(offsets.get(i)) >= BAND) {
        assertThat(walk.alert.stance().orElseThrow().side())
            .isEqualTo(offsets.get(i) > 0 ? Side.ABOVE : Side.BELOW);
      }
    }
  }

  /** At which of these prices, two minutes apart, a rule with a minute of silence fires. */
  private static List<Integer> firings(String rule, int... prices) {
    Walk walk = new Walk(rule, "1m");
    for (int i = 0; i < prices.length; i++) {
      walk.step(2L * i, prices[i]);
    }
    return walk.fired.stream().map(minute -> (int) (minute / 2)).toList();
  }

  /** An alert on its way through prices. */
  private static final class Walk {
    final List<Long> fired = new ArrayList<>();
    Alert alert;
    AlertFiring last;

    Walk(String rule, String cooldown) {
      alert =
          Alert.made(
              "id-alice", "BTC-USDT", Rule.of(rule), Cooldown.of(cooldown), 0, Optional.empty());
    }

    Walk step(long minute, int price) {
      return step(minute, price, State.LIVE);
    }

    Walk step(long minute, int price, State market) {
      alert
          .at(new MarketPrice(new BigDecimal(price), market), minute * MINUTE_MS)
          .ifPresent(
              change -> {
                assertThat(change.before()).isEqualTo(alert);
                assertThat(change.after().revision()).isEqualTo(alert.revision() + 1);
                alert = change.after();
                change
                    .firing()
                    .ifPresent(
                        firing -> {
                          last = firing;
                          fired.add(minute);
                        });
              });
      return this;
    }

    String state(long minute) {
      return alert.toJson(minute * MINUTE_MS).getString("state");
    }
  }
}
