package tickertalk.price;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tickertalk.contract.Quote;
import tickertalk.contract.Quote.State;

/**
 * What is known of a symbol's price, and what that is worth by now. The newest tick wins, by the
 * time at its source: so a late answer never turns the price back.
 */
final class Ticker {
  /** After this long without an answer of any source, the last price is no price any more. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final Pair pair;
  private final MarketKind kind;
  private final Duration staleAfter;
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private Optional<String> withdrawn = Optional.empty();
  private Tick newest;
  private long answeredAt;

  /**
   * A ticker without a price yet.
   *
   * @param now epoch milliseconds since when there is none
   */
  Ticker(Pair pair, MarketKind kind, Duration staleAfter, long now) {
    this.pair = pair;
    this.kind = kind;
    this.staleAfter = staleAfter;
    this.answeredAt = now;
  }

  /** Takes an answer; true if it is news, and not what the source told before. */
  boolean accept(Tick tick, long now) {
    answeredAt = now;
    refusals.remove(tick.source());
    boolean news = isNews(tick);
    if (news) {
      newest = tick;
    }
    return news;
  }

  private boolean isNews(Tick tick) {
    if (newest == null || tick.at() > newest.at()) {
      return true;
    }
    boolean another = tick.isTrade() || tick.price().compareTo(newest.price()) != 0;
    return tick.at() == newest.at() && tick.source().equals(newest.source()) && another;
  }

  /**
   * Notes that a source gave no price.
   *
   * @param reason for people; counts until the source answers
   */
  void refused(String source, String reason) {
    refusals.put(source, reason);
  }

  /**
   * Makes the price none for good.
   *
   * @param reason for people
   */
  void withdraw(String reason) {
    withdrawn = Optional.of(reason);
  }

  boolean isStale(Tick tick, long now) {
    return now - tick.at() > staleAfter.toMillis();
  }

  Quote quote(long now) {
    if (withdrawn.isPresent() || newest == null || isSilent(now)) {
      return unavailable(now);
    }
    State state = state(now);
    return new Quote(
        pair.symbol(),
        Optional.of(newest.price()),
        Optional.of(PriceDisplay.of(newest.price(), pair.quote())),
        newest.change24h(),
        newest.source(),
        newest.at(),
        Math.max(0, now - newest.at()),
        state,
        state == State.STALE ? Optional.of(reason("no news from " + newest.source())) : none());
  }

  private State state(long now) {
    if (kind == MarketKind.REPLAY) {
      return State.REPLAY;
    }
    return isStale(newest, now) ? State.STALE : State.LIVE;
  }

  private boolean isSilent(long now) {
    return kind == MarketKind.LIVE && now - answeredAt > LONGEST_SILENCE.toMillis();
  }

  /** {@code at} and the age tell since when there is no price. */
  private Quote unavailable(long now) {
    return new Quote(
        pair.symbol(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "none",
        answeredAt,
        Math.max(0, now - answeredAt),
        State.UNAVAILABLE,
        Optional.of(withdrawn.orElseGet(() -> reason("no answer yet"))));
  }

  private String reason(String otherwise) {
    return refusals.isEmpty() ? otherwise : String.join("; ", refusals.values());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
