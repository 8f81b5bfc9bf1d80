package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.price.PriceConfig.Choice;

class PriceConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void shouldAskAllSourcesForBitcoinByDefault() {
    assertThat(sources(PriceConfig.defaults()))
        .containsExactly("binance", "coinbase", "kraken", "upbit");
    assertThat(PriceConfig.defaults().symbols()).containsExactly("BTC-USDT");
  }

  @Test
  void shouldAskOnlyTheHostThatIsGiven() {
    Optional<URI> url = Optional.of(URI.create("http://127.0.0.1:9/base/"));
    assertThat(sources(config(Choice.AUTO, url))).containsExactly("binance");
    assertThat(sources(config(Choice.KRAKEN, url))).containsExactly("kraken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host",
        "host:80",
        "/path",
        "http:///path",
        "http://host/?q=1",
        "http://host/#part"
      })
  void shouldNameTheOptionOfAWrongUrl(String url) {
    assertThatThrownBy(() -> config(Choice.BINANCE, Optional.of(URI.create(url))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("price-url:");
  }

  @Test
  void shouldNameTheOptionThatIsOutOfItsRange() {
    assertRefused("price-url:", Choice.REPLAY, "BTC-USDT", SECOND, 1, SECOND, "http://host");
    assertRefused("price-symbols:", Choice.AUTO, "btc", SECOND, 1, SECOND, null);
    assertRefused(
        "price-poll-interval:", Choice.AUTO, "BTC-USDT", Duration.ofMillis(99), 1, SECOND, null);
    assertRefused(
        "price-poll-interval:", Choice.AUTO, "BTC-USDT", Duration.ofHours(1), 1, SECOND, null);
    assertRefused("price-replay-speed:", Choice.AUTO, "BTC-USDT", SECOND, 0, SECOND, null);
    assertRefused("price-replay-speed:", Choice.AUTO, "BTC-USDT", SECOND, 61, SECOND, null);
    assertRefused(
        "price-stale-after:", Choice.AUTO, "BTC-USDT", SECOND, 1, Duration.ofMillis(999), null);
    assertThatThrownBy(
            () ->
                new PriceConfig(
                    Choice.AUTO, Optional.empty(), List.of("A1-B1", "A1-B1"), SECOND, 1, SECOND))
        .hasMessageStartingWith("price-symbols:");
    assertThatThrownBy(
            () -> new PriceConfig(Choice.AUTO, Optional.empty(), List.of(), SECOND, 1, SECOND))
        .hasMessageStartingWith("price-symbols:");
  }

  private static void assertRefused(
      String option,
      Choice source,
      String symbol,
      Duration interval,
      int speed,
      Duration staleAfter,
      String url) {
    assertThatThrownBy(
            () ->
                new PriceConfig(
                    source,
                    Optional.ofNullable(url).map(URI::create),
                    List.of(symbol),
                    interval,
                    speed,
                    staleAfter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option);
  }

  private static List<String> sources(PriceConfig config) {
    return new Exchanges(config, null, null).chosen().stream().map(Source::name).toList();
  }

  private static PriceConfig config(Choice source, Optional<URI> url) {
    return new PriceConfig(source, url, List.of("BTC-USDT"), SECOND, 1, SECOND);
  }
}
