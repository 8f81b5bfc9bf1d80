package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.CandlesQuery.Interval;
import tickertalk.storage.Database;
import tickertalk.storage.Leases;
import tickertalk.storage.StorageException;

/** What becomes of candles while the database is away. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class CandleKeeperTest {
  private static final String SYMBOL = "BTC-USDT";

  private final Clock clock = Clock.systemUTC();
  private final long first = Candle.openTime(clock.millis()) - 10 * Candle.MINUTE_MS;
  private final ToldMarket market = new ToldMarket(first);
  private final Desk desk =
      new Desk(
          Pair.of(SYMBOL),
          clock,
          Samples.ticker(MarketKind.LIVE, first),
          new MinuteBook(List.of("binance")),
          UnaryOperator.identity(),
          quote -> {});

  /** They counted as known, and were neither stored nor kept for later. */
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldStoreWhatWasFilledInWhileTheDatabaseWasAway(Database database, Vertx vertx) {
    database.migrate("price");
    CandleStore store = new CandleStore(database, Leases.alone().of("price"));
    CandleKeeper keeper = new CandleKeeper(vertx, clock, market, store);
    Context context = vertx.getOrCreateContext();
    on(context, () -> keeper.open(List.of(desk)));
    rename(database, "price_candle", "price_candle_away");
    run(context, keeper::start);
    await().until(() -> on(context, () -> Future.succeededFuture(isFilled())));
    assertThatThrownBy(() -> on(context, keeper::save)).isInstanceOf(StorageException.class);
    assertThat(storedAsKnown(database)).isZero();
    rename(database, "price_candle_away", "price_candle");
    on(context, keeper::save);
    run(context, keeper::stop);
    assertThat(store.newest(SYMBOL, MarketKind.LIVE, 100))
        .extracting(Candle::openTime)
        .contains(first, first + Candle.MINUTE_MS, first + 5 * Candle.MINUTE_MS);
    assertThat(store.past(SYMBOL, MarketKind.LIVE).known())
        .singleElement()
        .satisfies(span -> assertThat(span.from()).isEqualTo(first));
    assertThat(market.questions).as("what was told is not asked again").hasValue(1);
  }

  private boolean isFilled() {
    return desk.minutes().gaps(first, clock.millis()).isEmpty();
  }

  private static int storedAsKnown(Database database) {
    return database.read(
        sql -> sql.query("select from_time from price_known", row -> row.getLong(1)).size());
  }

  private static void rename(Database database, String from, String to) {
    database.transact(sql -> sql.update("alter table " + from + " rename to " + to));
  }

  private static <T> T on(Context context, Supplier<Future<T>> work) {
    return Future.<T>future(done -> context.runOnContext(v -> work.get().onComplete(done))).await();
  }

  private static void run(Context context, Runnable work) {
    on(
        context,
        () -> {
          work.run();
          return Future.succeededFuture();
        });
  }

  /** A market that tells nothing but its candles, those of the next minutes too. */
  private static final class ToldMarket implements Feeds {
    private final AtomicInteger questions = new AtomicInteger();
    private final List<Candle> candles;

    ToldMarket(long first) {
      candles =
          LongStream.range(0, 15)
              .map(i -> first + i * Candle.MINUTE_MS)
              .mapToObj(openTime -> Samples.candle(openTime, "10", "12", "9", "11"))
              .toList();
    }

    @Override
    public MarketKind kind() {
      return MarketKind.LIVE;
    }

    @Override
    public List<Feed> of(List<Pair> pairs) {
      return List.of();
    }

    @Override
    public List<String> sourcesOf(Pair pair) {
      return List.of("binance");
    }

    @Override
    public boolean medians() {
      return false;
    }

    @Override
    public String whyNot(Pair pair) {
      return "";
    }

    @Override
    public Future<List<Candle>> history(
        Pair pair, Optional<String> preferred, PastQuestion question) {
      if (question.interval() != Interval.MINUTE) {
        return Future.failedFuture("it has minutes only");
      }
      questions.incrementAndGet();
      return Future.succeededFuture(candles);
    }
  }
}
