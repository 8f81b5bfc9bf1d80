package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** The exchanges that the configuration chooses, and the feeds of them. */
final class Exchanges implements Feeds {
  private final Vertx vertx;
  private final Clock clock;
  private final PriceConfig config;
  private final Duration life;
  private final List<Source> sources;

  Exchanges(Vertx vertx, Clock clock, PriceConfig config) {
    this(vertx, clock, config, ExchangeStream.LIFE);
  }

  Exchanges(Vertx vertx, Clock clock, PriceConfig config, Duration life) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.life = life;
    UpstreamClients clients = UpstreamClients.of(vertx);
    this.sources = config.exchanges().stream().map(exchange -> source(exchange, clients)).toList();
  }

  private Source source(PriceConfig.Choice exchange, UpstreamClients clients) {
    return switch (exchange) {
      case BINANCE -> make(exchange, Binance.HOSTS, Binance.SPACING, clients, Binance::new);
      case COINBASE -> make(exchange, Coinbase.HOSTS, Coinbase.SPACING, clients, Coinbase::new);
      case KRAKEN -> make(exchange, Kraken.HOSTS, Kraken.SPACING, clients, Kraken::new);
      case UPBIT -> make(exchange, Upbit.HOSTS, Upbit.SPACING, clients, Upbit::new);
      case AUTO, REPLAY -> throw new IllegalArgumentException(exchange + " is no exchange");
    };
  }

  private Source make(
      PriceConfig.Choice exchange,
      List<Endpoint> own,
      Duration spacing,
      UpstreamClients clients,
      Function<ExchangeHost, Source> constructor) {
    List<Endpoint> endpoints =
        Optional.ofNullable(config.urls().get(exchange))
            .map(url -> List.of(Endpoint.at(url)))
            .orElse(own);
    Restraint restraint = new Restraint(clock, spacing);
    return constructor.apply(
        new ExchangeHost(exchange.toString(), endpoints, clients, restraint, clock));
  }

  /** The most preferred first. */
  List<Source> sources() {
    return sources;
  }

  @Override
  public MarketKind kind() {
    return MarketKind.LIVE;
  }

  @Override
  public boolean medians() {
    return config.medians();
  }

  @Override
  public List<Feed> of(List<Pair> pairs) {
    List<Feed> feeds = new ArrayList<>();
    for (Source source : sources) {
      List<Pair> traded = pairs.stream().filter(source::trades).toList();
      if (!traded.isEmpty()) {
        feeds.add(
            new SourceFeed(
                vertx,
                source,
                traded,
                config.pollInterval(),
                life,
                () -> ThreadLocalRandom.current().nextDouble()));
      }
    }
    return feeds;
  }

  @Override
  public List<String> sourcesOf(Pair pair) {
    return sources.stream().filter(it -> it.trades(pair)).map(Source::name).toList();
  }

  @Override
  public String whyNot(Pair pair) {
    return sources.size() == 1
        ? sources.get(0).name() + " has no " + pair.symbol()
        : "no source has " + pair.symbol();
  }

  /** The sources are asked one after the other until one tells something. */
  @Override
  public Future<List<Candle>> history(
      Pair pair, Optional<String> preferred, PastQuestion question) {
    Future<List<Candle>> told = Future.succeededFuture(List.of());
    List<Source> inTurn =
        sources.stream()
            .filter(it -> it.trades(pair))
            .sorted(Comparator.comparing(it -> !preferred.equals(Optional.of(it.name()))))
            .toList();
    for (Source source : inTurn) {
      told =
          told.otherwise(List.of())
              .compose(
                  candles ->
                      candles.isEmpty()
                          ? source.history(pair, question)
                          : Future.succeededFuture(candles));
    }
    return told;
  }
}
