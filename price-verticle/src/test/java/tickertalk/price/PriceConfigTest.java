package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.price.PriceConfig.Choice;

class PriceConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void shouldFollowAllExchangesByDefault() {
    assertThat(PriceConfig.defaults().exchanges())
        .containsExactly(Choice.BINANCE, Choice.COINBASE, Choice.KRAKEN, Choice.UPBIT);
    assertThat(PriceConfig.defaults().symbols()).containsExactly("BTC-USDT", "ETH-USDT", "BTC-KRW");
    assertThat(PriceConfig.defaultSymbols(List.of(Choice.REPLAY))).containsExactly("BTC-USDT");
  }

  @Test
  void shouldPreferTheExchangeThatIsNamedFirst() {
    List<Choice> sources = List.of(Choice.KRAKEN, Choice.BINANCE);
    PriceConfig config = config(sources, Map.of());
    assertThat(config.exchanges()).isEqualTo(sources);
    assertThat(config.medians()).isFalse();
  }

  @Test
  void shouldReadWhoseUrlItIs() {
    URI url = URI.create("http://127.0.0.1:9/base/");
    assertThat(PriceConfig.urls(List.of(Choice.KRAKEN), List.of("" + url)))
        .isEqualTo(Map.of(Choice.KRAKEN, url));
    assertThat(
            PriceConfig.urls(
                List.of(Choice.AUTO), List.of("upbit=" + url, "binance=http://localhost")))
        .isEqualTo(Map.of(Choice.UPBIT, url, Choice.BINANCE, URI.create("http://localhost")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host",
        "bank=http://host",
        "binance=:",
        "binance=http://a|binance=http://b"
      })
  void shouldNameTheOptionWhenItCannotSayWhoseUrlItIs(String urls) {
    assertThatThrownBy(() -> PriceConfig.urls(List.of(Choice.AUTO), List.of(urls.split("\\|", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("price-url:");
  }

  @Test
  void shouldRefuseSourcesThatDoNotGoTogether() {
    for (List<Choice> wrong :
        List.<List<Choice>>of(
            List.of(),
            List.of(Choice.AUTO, Choice.BINANCE),
            List.of(Choice.BINANCE, Choice.REPLAY),
            List.of(Choice.BINANCE, Choice.BINANCE))) {
      assertThatThrownBy(() -> config(wrong, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("price-source:");
    }
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
    assertThatThrownBy(
            () -> config(List.of(Choice.BINANCE), Map.of(Choice.BINANCE, URI.create(url))))
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
                    List.of(Choice.AUTO),
                    Map.of(),
                    List.of("A1-B1", "A1-B1"),
                    SECOND,
                    1,
                    SECOND,
                    Optional.empty()))
        .hasMessageStartingWith("price-symbols:");
    assertThatThrownBy(
            () ->
                new PriceConfig(
                    List.of(Choice.AUTO), Map.of(), List.of(), SECOND, 1, SECOND, Optional.empty()))
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
                    List.of(source),
                    url == null ? Map.of() : Map.of(source, URI.create(url)),
                    List.of(symbol),
                    interval,
                    speed,
                    staleAfter,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option);
  }

  private static PriceConfig config(List<Choice> sources, Map<Choice, URI> urls) {
    return new PriceConfig(sources, urls, List.of("BTC-USDT"), SECOND, 1, SECOND, Optional.empty());
  }
}
