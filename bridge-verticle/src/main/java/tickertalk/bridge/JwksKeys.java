package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/**
 * The keys that the host publishes: fetched at the start, again at intervals, and when a token
 * names one that is not known. What was fetched is good until another set is. For one thread.
 */
final class JwksKeys implements HostKeys {
  private static final Logger log = LoggerFactory.getLogger(JwksKeys.class);

  private final JwksSource source;
  private final Function<JwtKey, HostKey> verifier;
  private final Timing timing;
  private final Vertx vertx;

  private Optional<List<HostKey>> keys = Optional.empty();
  private Optional<Future<Void>> fetching = Optional.empty();
  private Optional<Long> askedAtNanos = Optional.empty();
  private Duration pause;

  /**
   * When the host is asked.
   *
   * @param refresh how old a set may become
   * @param onDemand how soon after it was asked an unknown key makes it be asked again, so that
   *     invented key ids do not reach it
   * @param firstRetry the pause after a failure; it doubles up to {@code lastRetry}
   */
  record Timing(Duration refresh, Duration onDemand, Duration firstRetry, Duration lastRetry) {
    static final Timing DEFAULT =
        new Timing(
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1));
  }

  JwksKeys(JwksSource source, Function<JwtKey, HostKey> verifier, Timing timing, Vertx vertx) {
    this.source = source;
    this.verifier = verifier;
    this.timing = timing;
    this.vertx = vertx;
    this.pause = timing.firstRetry;
  }

  /** Fetches, and goes on to. */
  void start() {
    fetch().onComplete(done -> vertx.setTimer(pause.toMillis(), timer -> start()));
  }

  @Override
  public Future<List<HostKey>> mayHaveSigned(JwtHeader header) {
    List<HostKey> known = suiting(header);
    return known.isEmpty()
        ? fetchOnDemand().transform(done -> knownBy(header))
        : Future.succeededFuture(known);
  }

  private Future<List<HostKey>> knownBy(JwtHeader header) {
    return keys.isPresent()
        ? Future.succeededFuture(suiting(header))
        : Future.failedFuture(
            new CommandException(
                ErrorCode.UNAVAILABLE, "the keys of the host are not known yet, try again"));
  }

  private List<HostKey> suiting(JwtHeader header) {
    return keys.orElse(List.of()).stream().filter(key -> key.mayHaveSigned(header)).toList();
  }

  private Future<Void> fetchOnDemand() {
    return fetching.orElseGet(() -> wasAskedJustNow() ? Future.succeededFuture() : fetch());
  }

  private boolean wasAskedJustNow() {
    return askedAtNanos
        .filter(at -> System.nanoTime() - at < TimeUnit.MILLISECONDS.toNanos(onDemandMs()))
        .isPresent();
  }

  private long onDemandMs() {
    return timing.onDemand.toMillis();
  }

  private Future<Void> fetch() {
    askedAtNanos = Optional.of(System.nanoTime());
    Future<Void> answer =
        source
            .fetch()
            .map(found -> found.stream().map(verifier).toList())
            .onSuccess(this::keep)
            .onFailure(this::keepOn)
            .mapEmpty();
    fetching = Optional.of(answer);
    answer.onComplete(done -> fetching = Optional.empty());
    return answer;
  }

  private void keep(List<HostKey> found) {
    if (found.isEmpty()) {
      log.warn("jwt-jwks-url: the set has no key for RS256 or ES256, so nobody can sign in");
    }
    keys = Optional.of(found);
    pause = timing.refresh;
  }

  private void keepOn(Throwable cause) {
    boolean again = pause.compareTo(timing.lastRetry) <= 0;
    pause = again ? shorter(pause.multipliedBy(2), timing.lastRetry) : timing.firstRetry;
    log.warn(
        "jwt-jwks-url: cannot fetch the keys, next try in {} ms: {}",
        pause.toMillis(),
        cause.getMessage());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
