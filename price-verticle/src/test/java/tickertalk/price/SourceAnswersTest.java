package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.CandlesQuery.Interval;

/** What the exchanges send, and what they should not. */
class SourceAnswersTest {
  private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();
  private static final Pair BTC_USDT = Samples.BTC_USDT;
  private static final Pair BTC_KRW = Pair.of("BTC-KRW");

  /** The readers of all exchanges, so that each meets each bad answer. */
  private enum Reader {
    BINANCE("{'symbol':'BTCUSDT','lastPrice':%s,'closeTime':%s}"),
    COINBASE("{'price':%s,'time':%s}"),
    KRAKEN("{'error':[],'result':{'XBTUSDT':{'c':[%s,'1'],'t':[%s]}}}"),
    UPBIT("[{'market':'KRW-BTC','trade_price':%s,'timestamp':%s}]");

    private final String template;

    Reader(String template) {
      this.template = template.replace('\'', '"');
    }

    String body(String price) {
      return body(price, this == COINBASE ? "\"2026-11-21T11:59:59Z\"" : "" + (NOW - 1_000));
    }

    String body(String price, String time) {
      return template.formatted(price, time);
    }

    Tick read(String body) {
      return switch (this) {
        case BINANCE -> Binance.tick(body, BTC_USDT, NOW);
        case COINBASE -> Coinbase.tick(body, BTC_USDT, NOW);
        case KRAKEN -> Kraken.tick(body, BTC_USDT, NOW);
        case UPBIT -> Upbit.tick(body, BTC_KRW, NOW);
      };
    }
  }

  private static Stream<Arguments> unusable() {
    Stream<String> bodies =
        Stream.of(
            "",
            " ",
            "null",
            "true",
            "42",
            "\"text\"",
            "{}",
            "[]",
            "[null]",
            "[[]]",
            "<html><body>502 Bad Gateway</body></html>",
            "{\"lastPrice\":\"70352.36\"",
            "[{\"trade_price\":1",
            "{\"code\":0,\"msg\":\"Service unavailable from a restricted location\"}",
            "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
            "{\"message\":\"NotFound\"}",
            "{\"error\":[\"EQuery:Unknown asset pair\"]}",
            "{\"error\":[\"EGeneral:Too many requests\"],\"result\":{}}",
            "{\"error\":[],\"result\":{}}",
            "{\"error\":[],\"result\":null}",
            "{\"error\":[],\"result\":{\"A\":{\"c\":[\"1\"]},\"B\":{\"c\":[\"1\"]}}}",
            "{\"error\":{\"name\":404,\"message\":\"Code not found\"}}");
    return bodies.flatMap(
        body -> Stream.of(Reader.values()).map(reader -> Arguments.of(reader, body)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void shouldRefuseWhatIsNoTicker(Reader reader, String body) {
    assertThatThrownBy(() -> reader.read(body)).isInstanceOf(SourceException.class);
  }

  private static Stream<Arguments> unusablePrices() {
    Stream<String> prices =
        Stream.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"abc\"",
            "\"NaN\"",
            "\"Infinity\"",
            "0",
            "\"0.00000000\"",
            "-1",
            "\"-70352.36\"",
            "\"70,352.36\"",
            "\" 70352.36\"",
            "\"1e999999999\"",
            "1e400",
            "\"1e-999999999\"",
            "\"" + "9".repeat(60_000) + "\"",
            "\"<b>1</b>\"");
    return prices.flatMap(
        price -> Stream.of(Reader.values()).map(reader -> Arguments.of(reader, price)));
  }

  @ParameterizedTest
  @MethodSource("unusablePrices")
  void shouldRefuseWhatIsNoPrice(Reader reader, String price) {
    assertThatThrownBy(() -> reader.read(reader.body(price)))
        .isInstanceOf(SourceException.class)
        .hasMessageNotContaining("<");
  }

  private static Stream<Arguments> spellingsOfOnePrice() {
    return Stream.of("\"70352.36\"", "70352.36", "\"7.035236E4\"", "7.035236e4", "\"70352.3600\"")
        .flatMap(price -> Stream.of(Reader.values()).map(reader -> Arguments.of(reader, price)));
  }

  @ParameterizedTest
  @MethodSource("spellingsOfOnePrice")
  void shouldReadAPriceInAnySpelling(Reader reader, String price) {
    Tick tick = reader.read(reader.body(price));
    assertThat(tick.price()).hasToString("70352.36");
    assertThat(tick.isTrade()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1700000000", "1e30", "\"soon\"", "{}", "99999999999999"})
  void shouldRefuseATimeThatCannotBe(String time) {
    for (Reader reader : new Reader[] {Reader.BINANCE, Reader.COINBASE, Reader.UPBIT}) {
      assertThatThrownBy(() -> reader.read(reader.body("1", time)))
          .isInstanceOf(SourceException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"+999999999-12-31T23:59:59Z\"", "\"1970-01-01T00:00:00Z\"", "\"x\""})
  void shouldRefuseAnIsoTimeThatCannotBe(String time) {
    assertThatThrownBy(() -> Reader.COINBASE.read(Reader.COINBASE.body("1", time)))
        .isInstanceOf(SourceException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-1000, -1000", // a second ago
    "-864000000, -864000000", // ten days ago is old, and said to be old
    "2000, 0", // the exchange's clock is a little ahead
    "60000, 0",
  })
  void shouldNeverTakeAPriceForNewerThanItsArrival(long sentOffset, long expectedOffset) {
    Tick tick = Reader.BINANCE.read(Reader.BINANCE.body("1", "" + (NOW + sentOffset)));
    assertThat(tick.at() - NOW).isEqualTo(expectedOffset);
  }

  @Test
  void shouldTakeTheArrivalForTheTimeWhenThereIsNone() {
    assertThat(Reader.BINANCE.read(Reader.BINANCE.body("1", "null")).at()).isEqualTo(NOW);
    assertThat(Reader.COINBASE.read(Reader.COINBASE.body("1", "null")).at()).isEqualTo(NOW);
    assertThat(Reader.KRAKEN.read(Reader.KRAKEN.body("1", "0")).at()).isEqualTo(NOW);
    assertThat(Reader.UPBIT.read(Reader.UPBIT.body("1", "null")).at()).isEqualTo(NOW);
  }

  @Test
  void shouldReadBinancesStatistics() {
    Tick tick =
        Binance.tick(
            """
            {"symbol":"BTCUSDT","priceChange":"-890.40000000","priceChangePercent":"-1.250",
             "lastPrice":"70352.36000000","lastQty":"0.01","openTime":1795176000000,
             "closeTime":%d,"count":76}
            """
                .formatted(NOW - 500),
            BTC_USDT,
            NOW);
    assertThat(tick)
        .isEqualTo(
            new Tick(
                "BTC-USDT",
                new BigDecimal("70352.36"),
                Optional.of(new BigDecimal("-1.25")),
                BigDecimal.ZERO,
                0,
                NOW - 500,
                "binance"));
  }

  @Test
  void shouldReadBinancesPlainPrice() {
    Tick tick = Binance.tick("{\"symbol\":\"BTCUSDT\",\"price\":\"70352.36\"}", BTC_USDT, NOW);
    assertThat(tick.price()).isEqualByComparingTo("70352.36");
    assertThat(tick.change24h()).isEmpty();
  }

  @Test
  void shouldRefuseThePriceOfAnotherSymbol() {
    assertThatThrownBy(
            () -> Binance.tick("{\"symbol\":\"ETHUSDT\",\"price\":\"1\"}", BTC_USDT, NOW))
        .isInstanceOf(SourceException.class);
    assertThatThrownBy(
            () -> Upbit.tick("[{\"market\":\"KRW-ETH\",\"trade_price\":1}]", BTC_KRW, NOW))
        .isInstanceOf(SourceException.class);
  }

  @Test
  void shouldTakeKrakensOnlyPairWhateverItIsCalled() {
    Tick tick =
        Kraken.tick(
            "{\"error\":[],\"result\":{\"XXBTZUSD\":{\"c\":[\"70352.30000\",\"0.1\"]}}}",
            Pair.of("BTC-USD"),
            NOW);
    assertThat(tick.symbol()).isEqualTo("BTC-USD");
    assertThat(tick.price()).isEqualByComparingTo("70352.3");
  }

  @Test
  void shouldLeaveOutBinancesGrowingCandle() {
    long minute = Candle.openTime(NOW);
    String kline = "[%d,\"1.0\",\"4.0\",\"0.5\",\"2.0\",\"12.5\",%d,\"0\",1,\"0\",\"0\",\"0\"]";
    String body =
        "["
            + kline.formatted(minute - 60_000, minute - 1)
            + ","
            + kline.formatted(minute, minute + 59_999)
            + "]";
    assertThat(Binance.closedCandles(body, Interval.MINUTE, NOW))
        .containsExactly(
            new Candle(
                minute - 60_000,
                new BigDecimal("1"),
                new BigDecimal("4"),
                new BigDecimal("0.5"),
                new BigDecimal("2"),
                new BigDecimal("12.5")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "[{}]",
        "[[]]",
        "[[1,\"1\"]]",
        "[[null,\"1\",\"1\",\"1\",\"1\",\"1\"]]",
        "[[1,\"0\",\"1\",\"1\",\"1\",\"1\"]]",
        "[[1,\"1\",\"1\",\"1\",\"1\",null]]"
      })
  void shouldRefuseWhatAreNoCandles(String body) {
    assertThatThrownBy(() -> Binance.closedCandles(body, Interval.MINUTE, NOW))
        .isInstanceOf(SourceException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "BTC-USDT, true, true, true, false",
    "BTC-USD, false, true, true, false",
    "DOGE-BTC, true, true, true, false",
    "BTC-KRW, false, false, false, true",
  })
  void shouldKnowWhichSourceTradesASymbol(
      String symbol, boolean binance, boolean coinbase, boolean kraken, boolean upbit) {
    Pair pair = Pair.of(symbol);
    assertThat(new Binance(null).trades(pair)).isEqualTo(binance);
    assertThat(new Coinbase(null).trades(pair)).isEqualTo(coinbase);
    assertThat(new Kraken(null).trades(pair)).isEqualTo(kraken);
    assertThat(new Upbit(null).trades(pair)).isEqualTo(upbit);
  }
}
