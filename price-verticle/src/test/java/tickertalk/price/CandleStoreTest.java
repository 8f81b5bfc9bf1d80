package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tickertalk.price.Samples.candle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.storage.Database;
import tickertalk.storage.Leases;
import tickertalk.storage.StorageException;

@Timeout(60)
class CandleStoreTest {
  private static final String SYMBOL = "BTC-USDT";

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldGiveTheNewestBackDigitByDigit(Database database) {
    CandleStore store = store(database);
    Candle first = candle(60_000, "1.10", "2", "0.000000012345678901234567890", "1.5");
    Candle second = candle(120_000, "70352.36000000", "70352.37", "9", "97000000");
    store.save(SYMBOL, MarketKind.LIVE, List.of(first, second));
    assertThat(store.newest(SYMBOL, MarketKind.LIVE, 10)).containsExactly(second, first);
    assertThat(store.newest(SYMBOL, MarketKind.LIVE, 1)).containsExactly(second);
    assertThat(store.newest(SYMBOL, MarketKind.LIVE, 120_000, 10)).containsExactly(first);
    assertThat(store.newest("ETH-USDT", MarketKind.LIVE, 10)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldPutACandleInPlaceOfItsEarlierForm(Database database) {
    CandleStore store = store(database);
    store.save(SYMBOL, MarketKind.LIVE, List.of(candle(60_000, "1", "1", "1", "1")));
    Candle grown = candle(60_000, "1", "3", "1", "2");
    store.save(SYMBOL, MarketKind.LIVE, List.of(grown));
    assertThat(store.newest(SYMBOL, MarketKind.LIVE, 10)).containsExactly(grown);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepAReplayApartFromTheLiveMarket(Database database) {
    CandleStore store = store(database);
    Candle live = candle(60_000, "1", "1", "1", "1");
    Candle replayed = candle(60_000, "2", "2", "2", "2");
    store.save(SYMBOL, MarketKind.LIVE, List.of(live));
    store.save(SYMBOL, MarketKind.REPLAY, List.of(candle(0, "9", "9", "9", "9")));
    store.replace(SYMBOL, MarketKind.REPLAY, List.of(replayed));
    assertThat(store.newest(SYMBOL, MarketKind.LIVE, 10)).containsExactly(live);
    assertThat(store.newest(SYMBOL, MarketKind.REPLAY, 10)).containsExactly(replayed);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldRefuseACandleThatOpensWithinAMinute(Database database) {
    CandleStore store = store(database);
    assertThatThrownBy(
            () -> store.save(SYMBOL, MarketKind.LIVE, List.of(candle(61_000, "1", "1", "1", "1"))))
        .isInstanceOf(StorageException.class);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldDeleteWhatIsOldOfTheMarketItIsAskedAbout(Database database) {
    CandleStore store = store(database);
    Candle old = candle(60_000, "1", "1", "1", "1");
    Candle kept = candle(120_000, "2", "2", "2", "2");
    for (String symbol : List.of(SYMBOL, "ETH-USDT", "XRP-USDT")) {
      store.save(symbol, MarketKind.LIVE, List.of(old, kept));
    }
    store.save(SYMBOL, MarketKind.REPLAY, List.of(old));
    assertThat(store.prune(List.of(SYMBOL, "ETH-USDT"), MarketKind.LIVE, 120_000)).isEqualTo(2);
    assertThat(store.newest(SYMBOL, MarketKind.LIVE, 10)).containsExactly(kept);
    assertThat(store.newest("ETH-USDT", MarketKind.LIVE, 10)).containsExactly(kept);
    assertThat(store.newest("XRP-USDT", MarketKind.LIVE, 10)).containsExactly(kept, old);
    assertThat(store.newest(SYMBOL, MarketKind.REPLAY, 10)).containsExactly(old);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldRememberWhichMinutesOfTheLiveMarketAreKnown(Database database) {
    CandleStore store = store(database);
    Candle candle = candle(60_000, "1", "1", "1", "1");
    List<Span> known = List.of(new Span(0, 60_000), new Span(120_000, 180_000));
    store.save(
        MarketKind.LIVE,
        Map.of(SYMBOL, new MinuteBook.Unsaved(List.of(candle), Optional.of(known))));
    assertThat(store.past(SYMBOL, MarketKind.LIVE))
        .isEqualTo(new CandleStore.Past(Optional.of(candle), known));
    List<Span> more = List.of(new Span(0, 180_000));
    store.save(
        MarketKind.LIVE, Map.of(SYMBOL, new MinuteBook.Unsaved(List.of(), Optional.of(more))));
    assertThat(store.past(SYMBOL, MarketKind.LIVE).known()).isEqualTo(more);
  }

  /** Who played a record and then went live would have taken the hour for known. */
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldNotTakeAReplayedMinuteForKnown(Database database) {
    CandleStore store = store(database);
    List<Span> played = List.of(new Span(0, 60_000));
    store.save(
        MarketKind.REPLAY, Map.of(SYMBOL, new MinuteBook.Unsaved(List.of(), Optional.of(played))));
    assertThat(store.past(SYMBOL, MarketKind.LIVE).known()).isEmpty();
  }

  private static CandleStore store(Database database) {
    database.migrate("price");
    return new CandleStore(database, Leases.alone().of("price"));
  }
}
