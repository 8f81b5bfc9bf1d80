package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tickertalk.price.PriceConfig.Finding;

/**
 * Asks the exchanges of a configuration once, and words what comes, and how to mend what does not.
 */
final class SourceCheck {
  /** How far apart the clocks may be; beyond it no price would count as live. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  /** A stream tells the price of a lively market at once, and of a quiet one within seconds. */
  private static final Duration STREAM_PATIENCE = Duration.ofSeconds(8);

  private final Vertx vertx;
  private final PriceConfig config;
  private final Clock clock = Clock.systemUTC();

  SourceCheck(Vertx vertx, PriceConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  Future<List<Finding>> run() {
    List<Future<Finding>> findings =
        config.exchanges().isEmpty()
            ? List.of()
            : new Exchanges(vertx, clock, config).sources().stream().map(this::check).toList();
    return Future.join(findings).map(all -> findings.stream().map(Future::result).toList());
  }

  private Future<Finding> check(Source source) {
    Optional<Pair> pair =
        config.symbols().stream().map(Pair::of).filter(source::trades).findFirst();
    return pair.map(it -> check(source, it))
        .orElseGet(
            () ->
                Future.succeededFuture(
                    new Finding(source.name(), true, "not asked, it has none of the symbols")));
  }

  private Future<Finding> check(Source source, Pair pair) {
    Future<Tick> answer = source.fetch(pair);
    Future<Tick> told = firstOfStream(source, pair);
    return Future.join(answer, told)
        .transform(both -> Future.succeededFuture(finding(source, pair, answer, told)));
  }

  private Future<Tick> firstOfStream(Source source, Pair pair) {
    Promise<Tick> first = Promise.promise();
    StreamConnection connection =
        new StreamConnection(vertx, source.host(), source.stream(List.of(pair)), listener(first));
    connection.open();
    return first
        .future()
        .timeout(STREAM_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(heard -> connection.close());
  }

  private static StreamConnection.Listener listener(Promise<Tick> first) {
    return new StreamConnection.Listener() {
      @Override
      public void news(StreamConnection from, StreamNews news) {
        news.ticks().stream().findFirst().ifPresent(first::tryComplete);
      }

      @Override
      public void unusable(StreamConnection from, SourceException failure) {
        first.tryFail(failure);
      }

      @Override
      public void ended(StreamConnection from, SourceException reason) {
        first.tryFail(reason);
      }
    };
  }

  private Finding finding(Source source, Pair pair, Future<Tick> answer, Future<Tick> told) {
    if (answer.failed() && told.failed()) {
      return new Finding(source.name(), false, mended(answer.cause()));
    }
    Tick tick = answer.succeeded() ? answer.result() : told.result();
    String price = pair.symbol() + " " + PriceDisplay.of(tick.price(), pair.quote());
    return new Finding(
        source.name(), true, "ok, " + price + doubt(answer, told) + clocks(tick.at()));
  }

  private static String doubt(Future<Tick> answer, Future<Tick> told) {
    if (told.failed()) {
      return "; but its stream cannot be followed, so it is asked instead: " + words(told.cause());
    }
    return answer.failed()
        ? "; but only by its stream, there are no candles of the past: " + words(answer.cause())
        : "";
  }

  /** The last trade of a quiet market is old too, so this is a doubt and no failure. */
  private String clocks(long at) {
    long apartMs = clock.millis() - at;
    return apartMs > CLOCKS_APART.toMillis()
        ? "; WARNING: that was %d s ago: is this machine's clock right (NTP), or the market quiet?"
            .formatted(apartMs / 1_000)
        : "";
  }

  private static String words(Throwable failure) {
    return failure instanceof SourceException refusal
        ? refusal.getMessage()
        : "nothing came within " + STREAM_PATIENCE.toSeconds() + " s";
  }

  private static String mended(Throwable failure) {
    String reason = words(failure);
    return reason + "; " + remedy(reason);
  }

  private static String remedy(String reason) {
    if (reason.contains("location") || reason.contains("answered 403")) {
      return "choose another with --price-source, or a host of yours elsewhere with --price-url";
    }
    if (reason.contains("left alone")) {
      return "wait, and see what else asks it from this address";
    }
    if (reason.contains("reached") || reason.contains("does not answer")) {
      return "does this machine reach it? Look at DNS, firewall and --price-url";
    }
    if (reason.contains("a time that can be")) {
      return "is this machine's clock right (NTP)?";
    }
    if (reason.contains("answered 40") || reason.contains("error")) {
      return "does it have this symbol? See --price-symbols";
    }
    return "try again later, or choose another with --price-source";
  }
}
