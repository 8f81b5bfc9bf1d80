package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.price.Samples.candle;
import static tickertalk.price.Samples.tick;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which minutes are known, and which are asked for. */
@Timeout(10)
class MinuteBookTest {
  private static final long MINUTE = Candle.MINUTE_MS;
  private static final long BEGIN = 10_000 * MINUTE;
  private static final long REACH = MinuteBook.REACH_MINUTES * MINUTE;

  private long clock = BEGIN;
  private final MinuteBook book = new MinuteBook(List.of("binance", "kraken"));

  @Test
  void shouldAskForThePastWhenNothingIsKnown() {
    assertThat(book.wanted(at(BEGIN + 30_000))).contains(new Span(BEGIN - REACH, BEGIN));
  }

  @Test
  void shouldNotAskAgainForWhatTheExchangeDoesNotTell() {
    Span asked = book.wanted(at(BEGIN + 30_000)).orElseThrow();
    List<Candle> told = List.of(flat(BEGIN - 3 * MINUTE), flat(BEGIN - MINUTE));
    book.told(asked, told);
    assertThat(book.unsaved(at(BEGIN + 30_000)).candles()).isEqualTo(told);
    assertThat(book.wanted(at(BEGIN + 31_000))).as("the minute between them was quiet").isEmpty();
    assertThat(book.gaps(BEGIN - 5 * MINUTE, at(BEGIN + 31_000)))
        .containsExactly(new Span(BEGIN - 5 * MINUTE, BEGIN - 3 * MINUTE));
  }

  @Test
  void shouldTakeAMinuteForKnownThatWasWatchedFromEndToEnd() {
    fillPast();
    book.watching("binance", true, at(BEGIN + 30_000));
    book.add(tick("binance", "10", "1", BEGIN + 40_000));
    assertThat(book.wanted(at(BEGIN + MINUTE + 24_999)))
        .as("its stream may have died since")
        .isEmpty();
    assertThat(book.wanted(at(BEGIN + MINUTE + 25_000)))
        .as("of this minute only the end was watched")
        .contains(new Span(BEGIN, BEGIN + MINUTE));
    book.told(new Span(BEGIN, BEGIN + MINUTE), List.of(flat(BEGIN)));
    assertThat(book.wanted(at(BEGIN + 50 * MINUTE))).isEmpty();
    assertThat(book.gaps(BEGIN, at(BEGIN + 50 * MINUTE))).isEmpty();
  }

  @Test
  void shouldAskForTheMinutesInWhichTheStreamWasDown() {
    fillPast();
    book.watching("binance", true, at(BEGIN));
    book.watching("binance", false, at(BEGIN + 2 * MINUTE + 30_000));
    book.watching("binance", true, at(BEGIN + 4 * MINUTE + 30_000));
    long now = BEGIN + 10 * MINUTE + 30_000;
    assertThat(book.gaps(BEGIN, at(now)))
        .containsExactly(new Span(BEGIN + 2 * MINUTE, BEGIN + 5 * MINUTE));
    assertThat(book.wanted(at(now))).contains(new Span(BEGIN + 2 * MINUTE, BEGIN + 10 * MINUTE));
  }

  /** Its silence was noticed 20 s into the next minute, which had made the one before known. */
  @Test
  void shouldDoubtTheMinuteInWhichAStreamFellSilentUnnoticed() {
    fillPast();
    book.watching("binance", true, at(BEGIN));
    book.unsaved(at(BEGIN + 2 * MINUTE + 10_000));
    book.watching("binance", false, at(BEGIN + 2 * MINUTE + 20_000));
    assertThat(book.gaps(BEGIN, at(BEGIN + 2 * MINUTE + 30_000)))
        .containsExactly(new Span(BEGIN + MINUTE, BEGIN + 2 * MINUTE));
  }

  /** The machine slept for an hour, and its minutes were quiet ones. */
  @Test
  void shouldDoubtTheMinutesInWhichNobodyLooked() {
    fillPast();
    book.watching("binance", true, at(BEGIN));
    at(BEGIN + 2 * MINUTE + 30_000);
    long awake = BEGIN + 62 * MINUTE + 30_000;
    book.unsaved(awake);
    clock = awake;
    assertThat(book.gaps(BEGIN, at(BEGIN + 70 * MINUTE)))
        .containsExactly(new Span(BEGIN + 2 * MINUTE, BEGIN + 63 * MINUTE));
  }

  @Test
  void shouldDoubtAMinuteInWhichATradeMayHaveBeenMissed() {
    fillPast();
    book.watching("binance", true, at(BEGIN));
    book.missed(at(BEGIN + MINUTE + 30_000));
    assertThat(book.gaps(BEGIN, at(BEGIN + 5 * MINUTE)))
        .containsExactly(new Span(BEGIN + MINUTE, BEGIN + 2 * MINUTE));
  }

  @Test
  void shouldBuildOfThePreferredSourceThatIsTold() {
    assertThat(book.source()).isEmpty();
    book.watching("kraken", true, at(BEGIN));
    assertThat(book.source()).contains("kraken");
    book.watching("binance", true, at(BEGIN));
    assertThat(book.source()).contains("binance");
    book.watching("binance", false, at(BEGIN));
    assertThat(book.source()).contains("kraken");
  }

  @Test
  void shouldPutTheExchangesCandleInPlaceOfWhatItBuilt() {
    fillPast();
    book.add(tick("binance", "99", "1", BEGIN + 10_000));
    book.told(new Span(BEGIN, BEGIN + MINUTE), List.of(flat(BEGIN)));
    assertThat(book.unsaved(at(BEGIN + MINUTE)).candles()).containsExactly(flat(BEGIN));
    book.add(tick("binance", "98", "1", BEGIN + 20_000));
    assertThat(book.unsaved(at(BEGIN + MINUTE)).candles())
        .as("a late trade is in it already")
        .containsExactly(flat(BEGIN));
  }

  @Test
  void shouldNotLetTheExchangeWriteOverWhatWasWatched() {
    fillPast();
    book.watching("binance", true, at(BEGIN));
    long now = BEGIN + 3 * MINUTE + 30_000;
    book.unsaved(at(now));
    book.told(new Span(BEGIN, BEGIN + 3 * MINUTE), List.of(flat(BEGIN)));
    assertThat(book.unsaved(at(now)).candles()).isEmpty();
  }

  /** They were known and not stored when the database was away, which is what a quiet one is. */
  @Test
  void shouldKeepWhatTheExchangeToldUntilItIsStored() {
    List<Candle> told = List.of(flat(BEGIN - 2 * MINUTE), flat(BEGIN - MINUTE));
    book.told(book.wanted(at(BEGIN + 30_000)).orElseThrow(), told);
    MinuteBook.Unsaved unsaved = book.unsaved(at(BEGIN + 30_000));
    assertThat(unsaved.candles()).isEqualTo(told);
    assertThat(book.unsaved(at(BEGIN + 31_000))).as("it was not stored").isEqualTo(unsaved);
    book.saved(unsaved);
    assertThat(book.unsaved(at(BEGIN + 32_000)).isEmpty()).isTrue();
  }

  @Test
  void shouldNotKnowTheMinutesThatItCouldNotKeepForTheDatabase() {
    book.watching("binance", true, at(BEGIN));
    int minutes = 2_000;
    for (int i = 0; i < minutes; i++) {
      long at = BEGIN + i * MINUTE;
      book.add(tick("binance", "10", "1", at));
      assertThat(book.gaps(at - 10 * MINUTE, at(at + 30_000)))
          .noneMatch(gap -> gap.from() >= BEGIN);
    }
    long now = BEGIN + minutes * MINUTE + 30_000;
    List<Candle> kept = book.unsaved(at(now)).candles();
    assertThat(kept).hasSizeLessThan(minutes);
    assertThat(book.gaps(BEGIN, at(now))).containsExactly(new Span(BEGIN, kept.get(0).openTime()));
  }

  @Test
  void shouldTellWhatIsKnownUntilItIsStored() {
    fillPast();
    book.watching("binance", true, at(BEGIN));
    MinuteBook.Unsaved unsaved = book.unsaved(at(BEGIN + MINUTE + 25_000));
    assertThat(unsaved.known()).contains(List.of(new Span(BEGIN - REACH, BEGIN + MINUTE)));
    book.saved(unsaved);
    assertThat(book.unsaved(at(BEGIN + MINUTE + 25_000)).isEmpty()).isTrue();
  }

  /** Its only candle was of the minute just begun, and the chart failed until that was closed. */
  @Test
  void shouldHaveNoGapsBeforeAMinuteIsClosed() {
    book.watching("binance", true, at(BEGIN));
    assertThat(book.gaps(BEGIN, at(BEGIN + 24_999))).isEmpty();
    assertThat(book.gaps(BEGIN + MINUTE, at(BEGIN + MINUTE + 24_999))).isEmpty();
  }

  /** Who died did not know what came after its last word; that is a gap, and is asked for. */
  @Test
  void shouldGoOnWhereAnotherLeftOff() {
    book.resume(
        Optional.of(flat(BEGIN + MINUTE)), List.of(new Span(BEGIN - REACH, BEGIN + MINUTE)));
    assertThat(book.wanted(at(BEGIN + 3 * MINUTE + 30_000)))
        .contains(new Span(BEGIN + MINUTE, BEGIN + 3 * MINUTE));
  }

  /** Lets the time pass, in which somebody looks now and then. */
  private long at(long now) {
    for (; clock < now; clock = Math.min(now, clock + 5_000)) {
      book.gaps(clock, clock);
    }
    clock = now;
    return now;
  }

  private void fillPast() {
    book.resume(Optional.empty(), List.of());
    Span asked = book.wanted(at(BEGIN + 30_000)).orElseThrow();
    book.told(asked, List.of(flat(BEGIN - REACH), flat(BEGIN - MINUTE)));
    book.saved(book.unsaved(at(BEGIN)));
  }

  private static Candle flat(long openTime) {
    return candle(openTime, "1", "1", "1", "1");
  }
}
