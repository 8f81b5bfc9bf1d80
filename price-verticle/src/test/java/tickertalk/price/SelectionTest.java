package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.price.Samples.tick;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of several sources is believed. */
@Timeout(10)
class SelectionTest {
  private static final long START = 1_000_000;

  private final Selection preferring = Samples.selection(false);
  private final Selection median = Samples.selection(true);
  private long now = START;

  @Test
  void shouldTakeThePreferredSourceThatIsLive() {
    say(preferring, "kraken", "99");
    assertThat(shown(preferring)).isEqualTo("99 of kraken");
    say(preferring, "binance", "100");
    assertThat(shown(preferring)).as("it must first be steady").isEqualTo("99 of kraken");
    for (int i = 0; i < 5; i++) {
      now += 1_000;
      say(preferring, "kraken", "99");
      say(preferring, "binance", "100");
    }
    assertThat(shown(preferring)).isEqualTo("100 of binance");
  }

  @Test
  void shouldSwitchWithinThreeSecondsOfSilence() {
    say(preferring, "binance", "100");
    assertThat(shown(preferring)).isEqualTo("100 of binance");
    for (int ms = 0; ms < 2_600; ms += 100) {
      now += 100;
      say(preferring, "coinbase", "101");
    }
    assertThat(shown(preferring)).isEqualTo("101 of coinbase");
  }

  @Test
  void shouldShowTheNewestWhenAllAreSilent() {
    say(preferring, "binance", "100");
    now += 500;
    say(preferring, "coinbase", "101");
    now += 60_000;
    assertThat(shown(preferring)).isEqualTo("101 of coinbase");
  }

  @Test
  void shouldTakeTheMedianWhereThreeAgree() {
    say(median, "binance", "100");
    say(median, "coinbase", "102");
    assertThat(shown(median)).isEqualTo("100 of binance");
    say(median, "kraken", "101");
    assertThat(shown(median)).isEqualTo("101 of median of binance, coinbase, kraken");
  }

  @Test
  void shouldShowAPriceThatSomebodyToldAlsoWhenThereAreFour() {
    Selection four = new Selection(List.of("a", "b", "c", "d"), true, Samples.STALE_AFTER);
    List.of("a 100", "b 101", "c 102", "d 103")
        .forEach(it -> say(four, it.substring(0, 1), it.substring(2)));
    assertThat(shown(four)).isEqualTo("101 of median of a, b, c");
  }

  @Test
  void shouldHoldAJumpInOneSourceAloneForAsLongAsItIsAlone() {
    for (int i = 0; i < 60; i++) {
      now += 1_000;
      say(median, "coinbase", "100");
      say(median, "kraken", "101");
      say(median, "binance", i < 10 ? "100" : "120");
      assertThat(price(median)).as("after %s s", i).isBetween("100", "101");
    }
    assertThat(median.refusals()).containsExactly("binance jumped alone, held");
    assertThat(median.holds("binance", now)).isTrue();
  }

  @Test
  void shouldFollowAJumpThatAllMake() {
    for (String price : List.of("100", "80")) {
      now += 1_000;
      say(median, "binance", price);
      say(median, "coinbase", price);
      say(median, "kraken", price);
      assertThat(price(median)).isEqualTo(price);
    }
    assertThat(median.refusals()).isEmpty();
  }

  @Test
  void shouldBelieveTheOneOfTwoThatDidNotJump() {
    for (String price : List.of("100", "120", "120", "120", "120", "120")) {
      now += 1_000;
      say(preferring, "binance", price);
      say(preferring, "coinbase", "100");
      assertThat(price(preferring)).isEqualTo("100");
    }
  }

  @Test
  void shouldHoldAJumpThatNobodyCanConfirmForThreeSeconds() {
    say(preferring, "binance", "100");
    assertThat(price(preferring)).isEqualTo("100");
    for (int ms = 0; ms < 3_000; ms += 500) {
      now += 500;
      say(preferring, "binance", "120");
      assertThat(price(preferring)).as("after %s ms", ms).isEqualTo("100");
    }
    now += 500;
    say(preferring, "binance", "120.5");
    assertThat(price(preferring)).isEqualTo("120.5");
    assertThat(preferring.refusals()).isEmpty();
  }

  @Test
  void shouldForgetAJumpThatWasNone() {
    for (String price : List.of("100", "120", "100.1", "100.2")) {
      now += 500;
      say(preferring, "binance", price);
      shown(preferring);
    }
    assertThat(price(preferring)).isEqualTo("100.2");
  }

  /** What jumped and then fell silent was the newest of all, and would have been shown. */
  @Test
  void shouldNotShowAHeldPriceWhenAllAreSilent() {
    say(preferring, "binance", "100");
    shown(preferring);
    now += 100;
    say(preferring, "binance", "120");
    shown(preferring);
    now += 10_000;
    assertThat(price(preferring)).isEqualTo("100");
  }

  @Test
  void shouldNotTakeASourceForLiveWhoseClockIsBehind() {
    preferring.accept(tick("binance", "100", "0", now - 60_000), now);
    assertThat(shown(preferring)).isEqualTo("100 of binance");
    preferring.accept(tick("coinbase", "101", "0", now), now);
    assertThat(shown(preferring)).isEqualTo("101 of coinbase");
  }

  @Test
  void shouldRememberTheChangeThatTradesDoNotTell() {
    preferring.accept(
        Tick.quoted(
            "BTC-USDT", new BigDecimal("100"), Optional.of(new BigDecimal("1.5")), now, "binance"),
        now);
    preferring.accept(tick("binance", "101", "1", now + 1), now + 1);
    assertThat(preferring.choose(now + 1).orElseThrow().change24h())
        .contains(new BigDecimal("1.5"));
  }

  /** A trade is judged only where there is something to judge, and nobody may notice. */
  @Property(tries = 1_000)
  void shouldHoldWhatItWouldHoldIfItChoseWithEachTick(@ForAll("said") List<Said> all) {
    Selection seldom = Samples.selection(true);
    Selection always = Samples.selection(true);
    long at = START;
    for (Said said : all) {
      at += said.laterMs;
      Tick tick = tick(said.source, said.price, "0", at);
      seldom.accept(tick, at);
      always.choose(at);
      always.accept(tick, at);
      always.choose(at);
      assertThat(seldom.holds(said.source, at)).isEqualTo(always.holds(said.source, at));
      if (said.isShown) {
        seldom.choose(at);
      }
    }
  }

  private record Said(String source, String price, long laterMs, boolean isShown) {}

  @Provide
  static Arbitrary<List<Said>> said() {
    return Combinators.combine(
            Arbitraries.of("binance", "coinbase", "kraken"),
            Arbitraries.of("100", "100.3", "100.6", "100.2", "103", "120", "121"),
            Arbitraries.longs().between(0, 900),
            Arbitraries.of(true, false, false, false))
        .as(Said::new)
        .list()
        .ofMaxSize(80);
  }

  @Test
  void shouldSwitchAtOnceWithinTheTimesThatAreTold() {
    assertThat(Selection.SILENCE).isLessThan(Duration.ofSeconds(3));
    assertThat(SourceFeed.SILENCE).isLessThan(Selection.SILENCE);
  }

  private void say(Selection selection, String source, String price) {
    selection.accept(tick(source, price, "0", now), now);
  }

  private String shown(Selection selection) {
    return selection
        .choose(now)
        .map(it -> it.tick().price() + " of " + it.source())
        .orElse("nothing");
  }

  private String price(Selection selection) {
    return selection.choose(now).orElseThrow().tick().price().toString();
  }
}
