package tickertalk.price;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses one symbol's price from what its sources say: that of the preferred source that is live,
 * or the median where three agree. A source that jumps alone is held until others follow it.
 */
final class Selection {
  /** A source without news for longer is not waited for; its silence shows within 3 s. */
  static final Duration SILENCE = Duration.ofMillis(2_500);

  /**
   * A preferred source that comes back must have been steady for as long, or they would flicker.
   */
  static final Duration STEADY = Duration.ofSeconds(5);

  /** How long a jump is held that no other live source can confirm or deny. */
  static final Duration HOLD = Duration.ofSeconds(3);

  /** How long what was shown is a measure of what is shown next. */
  private static final Duration MEMORY = Duration.ofSeconds(60);

  /**
   * Exchanges are some tenths of a percent apart; the wildest minute of the recorded market moved
   * by 7.5 %.
   */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.05");

  private static final int ENOUGH_FOR_A_MEDIAN = 3;

  /**
   * A price to show.
   *
   * @param source as people read it
   * @param receivedAt epoch milliseconds of its arrival here
   */
  record Chosen(Tick tick, Optional<BigDecimal> change24h, String source, long receivedAt) {
    private static Chosen of(Standing standing) {
      return new Chosen(
          standing.newest(), standing.change24h(), standing.source(), standing.receivedAt());
    }
  }

  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final boolean medians;
  private final Duration staleAfter;
  private Optional<Chosen> shown = Optional.empty();
  private Optional<String> following = Optional.empty();
  private Optional<Calm> calm = Optional.empty();

  /**
   * A selection of nothing yet.
   *
   * @param sources the preferred one first
   * @param medians whether to tell the median where three agree
   */
  Selection(List<String> sources, boolean medians, Duration staleAfter) {
    sources.forEach(source -> standings.put(source, new Standing(source)));
    this.medians = medians;
    this.staleAfter = staleAfter;
  }

  private Standing standing(String source) {
    return standings.computeIfAbsent(source, Standing::new);
  }

  /** Takes what a source says; true if it is news. */
  boolean accept(Tick tick, long now) {
    if (calm.isPresent() && !calm.get().has(tick.price())) {
      choose(now); // what was shown until now is the measure of it
      calm = Optional.empty();
    }
    return standing(tick.source()).accept(tick, now, SILENCE.toMillis());
  }

  /**
   * Notes that a source gave no price.
   *
   * @param reason for people; counts until the source answers
   */
  void refused(String source, String reason) {
    standing(source).refuse(reason);
  }

  /**
   * Whether a source's newest price is held. It is asked for every trade, and hardly ever is there
   * anything to judge.
   */
  boolean holds(String source, long now) {
    if (calm.isEmpty()) {
      choose(now);
    }
    return standing(source).isOff();
  }

  /** Why sources gave no price. */
  Stream<String> refusals() {
    return standings.values().stream().flatMap(standing -> standing.refusal().stream());
  }

  /** The price to show now, which may be an old one; none if there never was one. */
  Optional<Chosen> choose(long now) {
    List<Standing> live = standings.values().stream().filter(it -> isLive(it, now)).toList();
    List<Standing> trusted = trusted(live, now);
    if (medians && trusted.size() >= ENOUGH_FOR_A_MEDIAN) {
      shown = Optional.of(median(trusted));
      following = Optional.empty();
    } else if (!trusted.isEmpty()) {
      Standing next = follow(trusted, now);
      following = Optional.of(next.source());
      shown = Optional.of(Chosen.of(next));
    } else if (live.isEmpty()) {
      shown = newestOfAll().or(() -> shown);
    }
    calm = calm(live, trusted);
    return shown;
  }

  private Optional<Calm> calm(List<Standing> live, List<Standing> trusted) {
    boolean doubtless =
        !live.isEmpty()
            && trusted.size() == live.size()
            && standings.values().stream().noneMatch(Standing::isOff);
    return shown
        .filter(it -> doubtless)
        .map(it -> Calm.around(it.tick().price()))
        .filter(it -> live.stream().allMatch(one -> it.has(one.newest().price())));
  }

  private boolean isLive(Standing standing, long now) {
    return standing.hasTick()
        && now - standing.receivedAt() <= Math.min(SILENCE.toMillis(), staleAfter.toMillis())
        && now - standing.newest().at() <= staleAfter.toMillis();
  }

  /** Those whose price need not be doubted. */
  private List<Standing> trusted(List<Standing> live, long now) {
    return switch (live.size()) {
      case 0 -> live;
      case 1 -> confirmed(live.get(0), now) ? live : List.of();
      case 2 ->
          near(live.get(0), live.get(1).newest().price())
              ? judged(live, live, now)
              : nearShown(live, now);
      default -> nearMedian(live, now);
    };
  }

  private List<Standing> nearMedian(List<Standing> live, long now) {
    BigDecimal median = middle(live).newest().price();
    List<Standing> agreeing = live.stream().filter(it -> near(it, median)).toList();
    return agreeing.size() * 2 > live.size() ? judged(live, agreeing, now) : nearShown(live, now);
  }

  /** Of those that contradict each other, the ones that did not jump. */
  private List<Standing> nearShown(List<Standing> live, long now) {
    Optional<BigDecimal> measure = measure(now);
    List<Standing> steady =
        measure.isEmpty()
            ? List.of(live.get(0))
            : live.stream().filter(it -> near(it, measure.get())).toList();
    return judged(live, steady, now);
  }

  private static List<Standing> judged(List<Standing> live, List<Standing> trusted, long now) {
    live.forEach(it -> it.off(!trusted.contains(it), now));
    live.stream().filter(it -> !trusted.contains(it)).forEach(Selection::hold);
    return trusted;
  }

  private static void hold(Standing standing) {
    standing.refuse(standing.source() + " jumped alone, held");
  }

  /** A jump that only time can confirm. */
  private boolean confirmed(Standing alone, long now) {
    boolean jumped = measure(now).filter(price -> !near(alone, price)).isPresent();
    boolean held = jumped && alone.off(true, now) < HOLD.toMillis();
    if (held) {
      hold(alone);
    } else {
      alone.off(false, now);
    }
    return !held;
  }

  private Optional<BigDecimal> measure(long now) {
    return shown
        .filter(it -> now - it.receivedAt() <= MEMORY.toMillis())
        .map(it -> it.tick().price());
  }

  private static boolean near(Standing standing, BigDecimal price) {
    BigDecimal distance = standing.newest().price().subtract(price).abs();
    return distance.compareTo(price.multiply(TOLERANCE)) <= 0;
  }

  /** Stays with the one that is shown until a preferred one has been steady for a while. */
  private Standing follow(List<Standing> trusted, long now) {
    Standing preferred = trusted.get(0);
    Optional<Standing> current =
        trusted.stream().filter(it -> following.equals(Optional.of(it.source()))).findFirst();
    boolean steady = now - preferred.steadySince() >= STEADY.toMillis();
    return steady ? preferred : current.orElse(preferred);
  }

  /** Of an odd number, so that it is a price that somebody told and not one that was made up. */
  private static Chosen median(List<Standing> trusted) {
    List<Standing> odd = trusted.subList(0, trusted.size() - (trusted.size() + 1) % 2);
    Standing middle = middle(odd);
    String sources = odd.stream().map(Standing::source).collect(Collectors.joining(", "));
    return new Chosen(
        middle.newest(),
        odd.stream().map(Standing::change24h).flatMap(Optional::stream).findFirst(),
        "median of " + sources,
        middle.receivedAt());
  }

  private static Standing middle(List<Standing> standings) {
    List<Standing> ascending = new ArrayList<>(standings);
    ascending.sort(Comparator.comparing(it -> it.newest().price()));
    return ascending.get((ascending.size() - 1) / 2);
  }

  private Optional<Chosen> newestOfAll() {
    return standings.values().stream()
        .filter(standing -> standing.hasTick() && !standing.isOff())
        .max(Comparator.comparingLong(it -> it.newest().at()))
        .map(Chosen::of);
  }
}
