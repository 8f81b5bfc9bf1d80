package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static tickertalk.contract.Refusals.assertBadInput;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tickertalk.contract.Quote.State;

@Timeout(10)
class QuoteTest {
  private static Quote quote(String price, String display, State state) {
    return new Quote(
        "BTC-USDT",
        Optional.ofNullable(price).map(BigDecimal::new),
        Optional.ofNullable(display),
        Optional.empty(),
        "none",
        0,
        0,
        0,
        state,
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "UNAVAILABLE")
  void shouldHaveAPriceWhenItIsAvailable(State state) {
    assertThat(quote("70000", "$70,000.00", state).price()).contains(new BigDecimal("70000"));
    assertBadInput(
        "price: is there exactly when the quote is available", () -> quote(null, null, state));
  }

  @Test
  void shouldHaveNoPriceWhenItIsUnavailable() {
    assertThat(quote(null, null, State.UNAVAILABLE).price()).isEmpty();
    assertBadInput(
        "price: is there exactly when the quote is available",
        () -> quote("70000", "$70,000.00", State.UNAVAILABLE));
  }

  @Test
  void shouldShowAPriceExactlyWhenItHasOne() {
    assertBadInput("display: comes with the price", () -> quote("70000", null, State.LIVE));
    assertBadInput(
        "display: comes with the price", () -> quote(null, "$70,000.00", State.UNAVAILABLE));
  }

  @Test
  void shouldSayHowFarItCanBeTrusted() {
    assertThatNullPointerException().isThrownBy(() -> quote("70000", "$70,000.00", null));
  }

  @Test
  void shouldSpellNumbersAsPlainDecimalStrings() {
    Quote quote =
        new Quote(
            "SHIB-USDT",
            Optional.of(new BigDecimal("1.230E-5")),
            Optional.of("$0.00001230"),
            Optional.of(new BigDecimal("-1E+1")),
            "binance",
            1_700_000_000_000L,
            1_700_000_000_100L,
            250,
            State.STALE,
            Optional.of("the source fell silent"),
            Optional.of(
                new Premium(
                    new BigDecimal("3.2"), "BTC-USDT", new BigDecimal("1E+3"), "upbit USDT-KRW")));
    assertThat(quote.toJson())
        .isEqualTo(
            new JsonObject()
                .put("symbol", "SHIB-USDT")
                .put("price", "0.00001230")
                .put("display", "$0.00001230")
                .put("change24h", "-10")
                .put("source", "binance")
                .put("at", 1_700_000_000_000L)
                .put("receivedAt", 1_700_000_000_100L)
                .put("ageMs", 250L)
                .put("state", "stale")
                .put("reason", "the source fell silent")
                .put(
                    "premium",
                    new JsonObject()
                        .put("percent", "3.2")
                        .put("against", "BTC-USDT")
                        .put("rate", "1000")
                        .put("rateSource", "upbit USDT-KRW")));
  }

  @Test
  void shouldLeaveOutWhatItDoesNotKnow() {
    assertThat(quote(null, null, State.UNAVAILABLE).toJson().fieldNames())
        .containsExactlyInAnyOrder("symbol", "source", "at", "receivedAt", "ageMs", "state");
  }
}
