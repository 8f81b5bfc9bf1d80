package tickertalk.price;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import tickertalk.contract.Quote;
import tickertalk.contract.Quote.State;

/** What is known of a symbol's price, and what that is worth by now. */
final class Ticker {
  /** After this long without an answer of any source, the last price is no price any more. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final Pair pair;
  private final MarketKind kind;
  private final Duration staleAfter;
  private final Selection selection;
  private Optional<String> withdrawn = Optional.empty();
  private long answeredAt;

  /**
   * A ticker without a price yet.
   *
   * @param now epoch milliseconds since when there is none
   */
  Ticker(Pair pair, MarketKind kind, Duration staleAfter, Selection selection, long now) {
    this.pair = pair;
    this.kind = kind;
    this.staleAfter = staleAfter;
    this.selection = selection;
    this.answeredAt = now;
  }

  /** Takes an answer; true if it is news, and not what the source told before. */
  boolean accept(Tick tick, long now) {
    answeredAt = now;
    return selection.accept(tick, now);
  }

  /**
   * Notes that a source gave no price.
   *
   * @param reason for people; counts until the source answers
   */
  void refused(String source, String reason) {
    selection.refused(source, reason);
  }

  /**
   * Makes the price none for good.
   *
   * @param reason for people
   */
  void withdraw(String reason) {
    withdrawn = Optional.of(reason);
  }

  /** Whether a tick is what is shown. */
  boolean shows(Tick tick, long now) {
    return selection.choose(now).filter(it -> it.tick().equals(tick)).isPresent();
  }

  /** Whether a source is doubted. */
  boolean holds(String source, long now) {
    return selection.holds(source, now);
  }

  Quote quote(long now) {
    Optional<Selection.Chosen> chosen =
        withdrawn.isPresent() || isSilent(now) ? Optional.empty() : selection.choose(now);
    return chosen.map(it -> quote(it, now)).orElseGet(() -> unavailable(now));
  }

  private Quote quote(Selection.Chosen chosen, long now) {
    Tick tick = chosen.tick();
    State state = state(tick, now);
    return new Quote(
        pair.symbol(),
        Optional.of(tick.price()),
        Optional.of(PriceDisplay.of(tick.price(), pair.quote())),
        chosen.change24h(),
        chosen.source(),
        tick.at(),
        chosen.receivedAt(),
        Math.max(0, now - tick.at()),
        state,
        state == State.STALE ? Optional.of(reason("no news from " + chosen.source())) : none(),
        Optional.empty());
  }

  private State state(Tick tick, long now) {
    if (kind == MarketKind.REPLAY) {
      return State.REPLAY;
    }
    return now - tick.at() > staleAfter.toMillis() ? State.STALE : State.LIVE;
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
        answeredAt,
        Math.max(0, now - answeredAt),
        State.UNAVAILABLE,
        Optional.of(withdrawn.orElseGet(() -> reason("no answer yet"))),
        Optional.empty());
  }

  private String reason(String otherwise) {
    String refusals = selection.refusals().collect(Collectors.joining("; "));
    return refusals.isEmpty() ? otherwise : refusals;
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
