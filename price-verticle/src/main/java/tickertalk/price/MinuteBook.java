package tickertalk.price;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One symbol's minutes: the candles that grow, those that are not stored yet, and of which minutes
 * everything is known. Candles are built of the trades of one source, the most preferred of those
 * whose trades are all told; a minute that was not watched from end to end is asked of the
 * exchange.
 */
final class MinuteBook {
  /**
   * How long after a minute it counts as watched: a stream that died without a FIN is noticed after
   * 15 s of silence at a beat of 5 s, and until then its minutes look quiet; and a trade may be
   * late by some seconds.
   */
  private static final Duration GRACE = Duration.ofSeconds(25);

  /**
   * Who did not look for longer was asleep, machine and all: the stream may have ended unnoticed,
   * and its minutes look quiet until that is found out. Less than the grace, so that none of them
   * counts as watched by then.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private static final long NEVER = Long.MIN_VALUE;

  /** How far back the exchange is asked; its answers hold fewer minutes, or as many. */
  static final int REACH_MINUTES = 1_000;

  /**
   * What is not stored.
   *
   * @param known all that is known, if that changed
   */
  record Unsaved(List<Candle> candles, Optional<List<Span>> known) {
    boolean isEmpty() {
      return candles.isEmpty() && known.isEmpty();
    }
  }

  private final List<String> preference;
  private final CandleBuilder builder = new CandleBuilder(this::dropped);
  private final Coverage coverage = new Coverage();
  private final Set<String> watched = new HashSet<>();
  private Optional<String> source = Optional.empty();
  private long completeSince;
  private long notedAt = NEVER;
  private long reach = Long.MIN_VALUE;
  private boolean coverageChanged;

  /**
   * A book in which nothing is known.
   *
   * @param preference the names of the sources, the most preferred first
   */
  MinuteBook(List<String> preference) {
    this.preference = List.copyOf(preference);
  }

  /** Goes on where what is stored leaves off. */
  void resume(Optional<Candle> newest, Collection<Span> known) {
    newest.ifPresent(builder::resume);
    known.forEach(coverage::add);
  }

  /** Whose trades the candles are built of; none while no source tells all. */
  Optional<String> source() {
    return source;
  }

  /** Notes whether every trade of a source is told from now on. */
  void watching(String name, boolean all, long now) {
    note(now);
    if (all) {
      watched.add(name);
    } else {
      watched.remove(name);
    }
    Optional<String> best = preference.stream().filter(watched::contains).findFirst();
    if (!best.equals(source)) {
      source = best;
      completeSince = now;
    }
  }

  /** Notes that a trade may have been missed, so that this minute is not complete. */
  void missed(long now) {
    note(now);
    completeSince = now;
  }

  void add(Tick tick) {
    builder.add(tick);
  }

  /** Takes the minutes that were watched from end to end for known; at least every few seconds. */
  private void note(long now) {
    if (notedAt != NEVER && now - notedAt > LONGEST_PAUSE.toMillis()) {
      completeSince = now;
    }
    notedAt = now;
    if (source.isPresent()) {
      long firstWhole = Candle.openTime(completeSince + Candle.MINUTE_MS - 1);
      coverageChanged |= coverage.add(new Span(firstWhole, closedUntil(now)));
    }
  }

  private static long closedUntil(long now) {
    return Candle.openTime(now - GRACE.toMillis());
  }

  /** What the exchange should be asked for; nothing while all is known as far as it can tell. */
  Optional<Span> wanted(long now) {
    note(now);
    long to = closedUntil(now);
    long from = Math.max(reach, to - REACH_MINUTES * Candle.MINUTE_MS);
    return coverage.missing(new Span(from, to)).stream()
        .findFirst()
        .map(first -> new Span(first.from(), to));
  }

  /**
   * Takes the exchange's own candles of a stretch, in place of what was built. Those that are news
   * are unsaved, and so are the minutes that are known by them.
   *
   * @param candles ascending, at least one
   */
  void told(Span asked, List<Candle> candles) {
    long from = Math.max(asked.from(), candles.get(0).openTime());
    long to = candles.get(candles.size() - 1).openTime() + Candle.MINUTE_MS;
    List<Span> missing = coverage.missing(new Span(from, Math.min(asked.to(), to)));
    List<Candle> news =
        candles.stream()
            .filter(candle -> missing.stream().anyMatch(span -> span.has(candle.openTime())))
            .toList();
    reach = Math.max(reach, from);
    for (Span span : missing) {
      coverageChanged |= coverage.add(span);
    }
    builder.settle(news);
  }

  /** The stretches since a moment, as far as minutes are over, of which not everything is known. */
  List<Span> gaps(long since, long now) {
    note(now);
    return coverage.missing(new Span(since, closedUntil(now)));
  }

  Unsaved unsaved(long now) {
    note(now);
    return new Unsaved(
        builder.unsaved(), coverageChanged ? Optional.of(coverage.spans()) : Optional.empty());
  }

  void saved(Unsaved what) {
    builder.saved(what.candles());
    if (what.known().filter(coverage.spans()::equals).isPresent()) {
      coverageChanged = false;
    }
  }

  /** What was watched and is neither kept nor stored is not known any more. */
  private void dropped(long minute) {
    completeSince = Math.max(completeSince, minute + Candle.MINUTE_MS);
    coverage.remove(new Span(minute, minute + Candle.MINUTE_MS));
    coverageChanged = true;
  }

  /** Forgets which minutes before a moment were known. */
  void forget(long before) {
    completeSince = Math.max(completeSince, before);
    coverage.forget(Candle.openTime(before));
    coverageChanged = true;
  }
}
