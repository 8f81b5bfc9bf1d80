package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.CommandException;
import tickertalk.contract.Quote;

/**
 * All symbols, from the moment this JVM becomes the one that feeds prices until it no longer is.
 * While the database is away the candles wait for it, and the prices go on: in a JVM of its own for
 * as long as that lasts, in a cluster until the lease is over, which is kept in the database too.
 */
final class Market implements Feed.Listener {
  /** How late a quote that is due may be. */
  private static final long BEAT_MS = 20;

  /** Said, for people, when this JVM ends to feed prices and the next is not known yet. */
  static final String NO_FEED = "no price feed at the moment";

  private final Vertx vertx;
  private final Clock clock;
  private final PriceConfig config;
  private final Feeds feeds;
  private final CandleKeeper keeper;
  private final Consumer<Quote> publisher;
  private final KoreaPremium premium;
  private final Map<String, Desk> desks = new LinkedHashMap<>();

  /** Whose price is needed for that of others and shown to nobody. */
  private final Map<String, Desk> hidden = new LinkedHashMap<>();

  private final List<Feed> running = new ArrayList<>();
  private long timer = -1; // 0 is somebody's
  private boolean halted;

  Market(
      Vertx vertx,
      Clock clock,
      PriceConfig config,
      Feeds feeds,
      CandleStore store,
      Consumer<Quote> publisher) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.feeds = feeds;
    this.keeper = new CandleKeeper(vertx, clock, feeds, store);
    this.publisher = publisher;
    this.premium = new KoreaPremium(config.wonPerDollar(), this::ownQuote);
  }

  /** Begins to feed every symbol; done when each has its past. */
  Future<Void> open() {
    config.symbols().forEach(symbol -> desks.put(symbol, desk(Pair.of(symbol), publisher)));
    hiddenPairs().forEach(pair -> hidden.put(pair.symbol(), desk(pair, quote -> {})));
    desks.values().forEach(this::refuseIfNobodyTrades);
    return keeper.open(traded(desks.values())).onSuccess(past -> run());
  }

  /** The rate that the Korea premium is reckoned with, where there is one to reckon. */
  private List<Pair> hiddenPairs() {
    boolean asked =
        config.wonPerDollar().isEmpty()
            && !desks.containsKey(KoreaPremium.RATE.symbol())
            && !feeds.sourcesOf(KoreaPremium.RATE).isEmpty()
            && desks.values().stream().map(Desk::pair).anyMatch(this::hasBothPrices);
    return asked ? List.of(KoreaPremium.RATE) : List.of();
  }

  private boolean hasBothPrices(Pair pair) {
    return pair.quote().equals("KRW")
        && KoreaPremium.dollarSymbols(pair, false).stream().anyMatch(desks::containsKey);
  }

  private Desk desk(Pair pair, Consumer<Quote> publishing) {
    List<String> sources = feeds.sourcesOf(pair);
    Selection selection = new Selection(sources, feeds.medians(), config.staleAfter());
    Ticker ticker = new Ticker(pair, feeds.kind(), config.staleAfter(), selection, clock.millis());
    return new Desk(
        pair,
        clock,
        ticker,
        new MinuteBook(sources),
        quote -> premium.complete(pair, quote),
        publishing);
  }

  private void refuseIfNobodyTrades(Desk desk) {
    if (feeds.sourcesOf(desk.pair()).isEmpty()) {
      desk.refused("none", feeds.whyNot(desk.pair()));
    }
  }

  private List<Desk> traded(Collection<Desk> all) {
    return all.stream().filter(it -> !feeds.sourcesOf(it.pair()).isEmpty()).toList();
  }

  private void run() {
    if (halted) {
      return;
    }
    List<Pair> pairs = new ArrayList<>();
    traded(desks.values()).forEach(desk -> pairs.add(desk.pair()));
    hidden.values().forEach(desk -> pairs.add(desk.pair()));
    running.addAll(feeds.of(pairs));
    running.forEach(feed -> feed.start(this));
    keeper.start();
    timer = vertx.setPeriodic(BEAT_MS, id -> desks.values().forEach(Desk::publishIfDue));
  }

  @Override
  public void tick(Tick tick) {
    desk(tick.symbol()).tick(tick);
  }

  @Override
  public void refused(String symbol, String source, String reason) {
    desk(symbol).refused(source, reason);
  }

  @Override
  public void watching(String symbol, String source, boolean watched) {
    desk(symbol).watching(source, watched);
  }

  @Override
  public void missed(String symbol) {
    desk(symbol).minutes().missed(clock.millis());
  }

  private Desk desk(String symbol) {
    Desk shown = desks.get(symbol);
    return shown == null ? hidden.get(symbol) : shown;
  }

  private Optional<Quote> ownQuote(String symbol) {
    return Optional.ofNullable(desk(symbol)).map(Desk::ownQuote);
  }

  /** Everything that is told, at least one. */
  List<String> symbols() {
    return config.symbols();
  }

  /** The quote by now, from memory. */
  Quote quote(String symbol) {
    return deskOf(symbol).quote();
  }

  /** The candles that were asked for, with the growing one, and what is not known between them. */
  Future<Chart.Drawing> candles(CandlesQuery query) {
    return keeper.draw(deskOf(query.symbol()), query);
  }

  private Desk deskOf(String symbol) {
    Desk desk = desks.get(symbol);
    if (desk == null) {
      throw CommandException.unknown("symbol", symbol);
    }
    return desk;
  }

  /**
   * Ends everything at once; the next to feed prices may be at it already, so nothing is stored.
   * The last that is told of each symbol is that it has no price, or else those who listen would
   * take the last price for today's until somebody feeds them again.
   */
  void abandon() {
    if (!halted) {
      halted = true;
      vertx.cancelTimer(timer);
      keeper.stop();
      running.forEach(Feed::stop);
      desks.values().forEach(desk -> desk.withdraw(NO_FEED));
    }
  }

  /** Ends everything in order, while nobody else feeds prices. */
  Future<Void> close() {
    if (halted) {
      return Future.succeededFuture();
    }
    abandon();
    return keeper.save().otherwiseEmpty();
  }
}
