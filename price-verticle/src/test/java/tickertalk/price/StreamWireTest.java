package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exchanges' streams send, and what they should not. */
@Timeout(10)
class StreamWireTest {
  private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();
  private static final List<Pair> DOLLARS = List.of(Pair.of("BTC-USDT"), Pair.of("ETH-USDT"));
  private static final List<Pair> WON = List.of(Pair.of("BTC-KRW"));

  /** The wires of all exchanges, so that each meets each bad message. */
  private enum Speaker {
    BINANCE(
        "{'stream':'btcusdt@trade','data':{'e':'trade','s':'BTCUSDT','t':7,'p':%s,'q':'0.5','T':%s}}"),
    COINBASE(
        "{'type':'match','trade_id':7,'product_id':'BTC-USDT','price':%s,'size':'0.5','time':%s}"),
    KRAKEN(
        "{'channel':'trade','type':'update','data':[{'symbol':'BTC/USDT','price':%s,'qty':0.5,"
            + "'trade_id':7,'timestamp':%s}]}"),
    UPBIT(
        "{'type':'trade','code':'KRW-BTC','trade_price':%s,'trade_volume':0.5,'sequential_id':7,"
            + "'trade_timestamp':%s}");

    private final String template;

    Speaker(String template) {
      this.template = template.replace('\'', '"');
    }

    StreamWire wire() {
      return switch (this) {
        case BINANCE -> new BinanceStream(DOLLARS);
        case COINBASE -> new CoinbaseStream(DOLLARS);
        case KRAKEN -> new KrakenStream(DOLLARS);
        case UPBIT -> new UpbitStream(WON);
      };
    }

    String trade(String price) {
      return trade(price, NOW - 1_000);
    }

    String trade(String price, long at) {
      boolean iso = this == COINBASE || this == KRAKEN;
      return template.formatted(price, iso ? "\"" + Instant.ofEpochMilli(at) + "\"" : "" + at);
    }

    /** By its bytes, as it comes: a trade is read another way than everything else. */
    StreamNews read(String message) {
      return wire().read(message.getBytes(StandardCharsets.UTF_8), NOW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadATradeDigitByDigit(Speaker speaker) {
    for (String price : List.of("\"70352.36000000\"", "70352.36", "7.035236E4")) {
      assertThat(speaker.read(speaker.trade(price)).ticks())
          .singleElement()
          .satisfies(
              tick -> {
                assertThat(tick.price()).hasToString("70352.36");
                assertThat(tick.amount()).isEqualByComparingTo("0.5");
                assertThat(tick.tradeId()).isEqualTo(7);
                assertThat(tick.at()).isEqualTo(NOW - 1_000);
              });
    }
    assertThat(speaker.read(speaker.trade("0.12345678901234567890123")).ticks().get(0).price())
        .as("more digits than a double has")
        .hasToString("0.12345678901234567890123");
  }

  /** What is read fast must be what is read field by field, or else be left to that. */
  @ParameterizedTest
  @EnumSource
  void shouldReadTheSameTradeFastAndFieldByField(Speaker speaker) {
    String plain = speaker.trade("\"70352.36\"");
    assertThat(speaker.wire().trade(plain.getBytes(StandardCharsets.UTF_8), NOW))
        .as("the fast way is taken at all")
        .contains(speaker.wire().read(plain, NOW).ticks().get(0));
    Random random = new Random(7);
    List<String> pieces =
        List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "0",
            "-",
            "1e9",
            "null",
            "true",
            "\"e\":\"x\",",
            "\"code\":0,",
            "\"error\":\"no\",",
            "\"data\":{},",
            "\"p\":\"2\",",
            "\"price\":3,",
            "é",
            " ");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder message = new StringBuilder(plain);
      for (int change = 0; change <= random.nextInt(3); change++) {
        int at = random.nextInt(message.length());
        int end = Math.min(message.length(), at + random.nextInt(4));
        message.replace(at, end, pieces.get(random.nextInt(pieces.size())));
      }
      assertThat(outcome(speaker, message.toString(), true))
          .as(message.toString())
          .isEqualTo(outcome(speaker, message.toString(), false));
    }
  }

  private static String outcome(Speaker speaker, String message, boolean fast) {
    try {
      StreamWire wire = speaker.wire();
      return (fast
              ? wire.read(message.getBytes(StandardCharsets.UTF_8), NOW)
              : wire.read(message, NOW))
          .toString();
    } catch (SourceException e) {
      return e.getMessage();
    }
  }

  private static Stream<Arguments> unusable() {
    return Stream.of(
            "",
            " ",
            "null",
            "[]",
            "42",
            "<html><body>502 Bad Gateway</body></html>",
            "{\"e\":\"trade\"",
            "{} {}",
            "[[[[[[[[[[[[[[[[[[[[[[",
            "\u0000")
        .flatMap(
            message -> Stream.of(Speaker.values()).map(speaker -> Arguments.of(speaker, message)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void shouldRefuseWhatIsNoMessage(Speaker speaker, String message) {
    assertThatThrownBy(() -> speaker.read(message)).isInstanceOf(SourceException.class);
  }

  private static Stream<Arguments> unusablePrices() {
    return Stream.of(
            "null", "0", "-1", "\"\"", "\"NaN\"", "1e400", "1e95262399000", "{}", "true", "\"<b>\"")
        .flatMap(price -> Stream.of(Speaker.values()).map(speaker -> Arguments.of(speaker, price)));
  }

  @ParameterizedTest
  @MethodSource("unusablePrices")
  void shouldRefuseATradeWithoutAPrice(Speaker speaker, String price) {
    assertThatThrownBy(() -> speaker.read(speaker.trade(price)))
        .isInstanceOf(SourceException.class)
        .hasMessageNotContaining("<");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseATimeThatCannotBeAndHoldOneThatIsALittleAhead(Speaker speaker) {
    assertThatThrownBy(() -> speaker.read(speaker.trade("1", NOW + 3_600_000)))
        .isInstanceOf(SourceException.class);
    assertThatThrownBy(() -> speaker.read(speaker.trade("1", 1_000)))
        .isInstanceOf(SourceException.class);
    assertThat(speaker.read(speaker.trade("1", NOW + 2_000)).ticks().get(0).at()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAMarketThatWasNotAskedFor(Speaker speaker) {
    String other = speaker.trade("1").replace("BTC", "DOGE");
    assertThatThrownBy(() -> speaker.read(other)).isInstanceOf(SourceException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BINANCE {\"error\":{},\"code\":0,\"msg\":\"restricted\"}",
        "COINBASE {\"type\":\"error\",\"message\":\"Failed to subscribe\"}",
        "KRAKEN {\"method\":\"subscribe\",\"success\":false,\"error\":\"Unknown\"}",
        "UPBIT {\"error\":{\"name\":404,\"message\":\"no\"}}"
      })
  void shouldTakeAnErrorForOne(String line) {
    int space = line.indexOf(' ');
    Speaker speaker = Speaker.valueOf(line.substring(0, space));
    assertThatThrownBy(() -> speaker.read(line.substring(space + 1)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("answered with");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BINANCE {\"result\":null,\"id\":1}",
        "COINBASE {\"type\":\"subscriptions\",\"channels\":[]}",
        "KRAKEN {\"channel\":\"heartbeat\"}",
        "KRAKEN {\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"system\":\"online\"}]}",
        "UPBIT {\"status\":\"UP\"}"
      })
  void shouldPassOverWhatSaysNothingOfPrices(String line) {
    int space = line.indexOf(' ');
    assertThat(Speaker.valueOf(line.substring(0, space)).read(line.substring(space + 1)))
        .isEqualTo(StreamNews.NONE);
  }

  @Test
  void shouldTakeKrakensRefusalOfOnePairForThatPairAlone() {
    String refusal =
        "{\"error\":\"Currency pair not supported %s\",\"method\":\"subscribe\","
            + "\"success\":false,\"symbol\":\"%s\"}";
    assertThat(Speaker.KRAKEN.read(refusal.formatted("ETH/USDT", "ETH/USDT")))
        .isEqualTo(StreamNews.unserved("ETH-USDT"));
    assertThatThrownBy(() -> Speaker.KRAKEN.read(refusal.formatted("XXX/YYY", "XXX/YYY")))
        .isInstanceOf(SourceException.class);
  }

  @Test
  void shouldHearBinanceAnnounceItsEnd() {
    assertThat(Speaker.BINANCE.read("{\"e\":\"serverShutdown\",\"E\":1}").ending()).isTrue();
  }

  @Test
  void shouldReckonBinancesChangeFromItsOpen() {
    Tick tick =
        Speaker.BINANCE
            .read(
                "{\"e\":\"24hrMiniTicker\",\"E\":%d,\"s\":\"BTCUSDT\",\"c\":\"99\",\"o\":\"100\"}"
                    .formatted(NOW))
            .ticks()
            .get(0);
    assertThat(tick.change24h()).contains(new BigDecimal("-1"));
    assertThat(tick.isTrade()).isFalse();
  }

  @Test
  void shouldSpellTheMarketsAsEachStreamDoes() {
    assertThat(new BinanceStream(DOLLARS).target())
        .isEqualTo(
            "/stream?streams=btcusdt@miniTicker/btcusdt@trade/ethusdt@miniTicker/ethusdt@trade");
    assertThat(new CoinbaseStream(DOLLARS).subscriptions())
        .hasSize(2)
        .allMatch(said -> said.contains("heartbeat") && said.contains("matches"));
    assertThat(new KrakenStream(DOLLARS).subscriptions())
        .hasSize(2)
        .allMatch(said -> said.contains("\"BTC/USDT\",\"ETH/USDT\""));
    assertThat(new UpbitStream(WON).subscriptions())
        .singleElement()
        .asString()
        .contains("\"codes\":[\"KRW-BTC\"]");
    assertThat(new UpbitStream(WON).ping()).contains("PING");
  }

  /** It was made before the connection, and would prove that nothing came between it and that. */
  @Test
  void shouldTakeCoinbasesLastMatchForAPriceAndForNoTrade() {
    StreamWire wire = Speaker.COINBASE.wire();
    String last = Speaker.COINBASE.trade("\"70352.36\"").replace("\"match\"", "\"last_match\"");
    assertThat(wire.read(last.getBytes(StandardCharsets.UTF_8), NOW).ticks())
        .singleElement()
        .satisfies(
            tick -> {
              assertThat(tick.price()).hasToString("70352.36");
              assertThat(tick.isTrade()).isFalse();
            });
  }

  /**
   * A quiet market would be called stale, though the exchange says each second that it is quiet.
   */
  @Test
  void shouldTakeCoinbasesHeartbeatForWordOfThePriceThatStands() {
    StreamWire wire = Speaker.COINBASE.wire();
    String heartbeat =
        "{\"type\":\"heartbeat\",\"last_trade_id\":%d,\"product_id\":\"BTC-USDT\",\"time\":\"%s\"}";
    String later = Instant.ofEpochMilli(NOW + 9_000).toString();
    assertThat(wire.read(heartbeat.formatted(7, later), NOW + 9_000)).isEqualTo(StreamNews.NONE);
    wire.read(Speaker.COINBASE.trade("\"70352.36\"").getBytes(StandardCharsets.UTF_8), NOW);
    assertThat(wire.read(heartbeat.formatted(7, later), NOW + 9_000).ticks())
        .containsExactly(
            Tick.quoted(
                "BTC-USDT", new BigDecimal("70352.36"), Optional.empty(), NOW + 9_000, "coinbase"));
    assertThat(wire.read(heartbeat.formatted(8, later), NOW + 9_000))
        .as("there was a trade that we do not know")
        .isEqualTo(StreamNews.NONE);
  }
}
