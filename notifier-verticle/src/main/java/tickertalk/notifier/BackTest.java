package tickertalk.notifier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.Cooldown;
import tickertalk.contract.Quote.State;

/** Reckons when a rule would have fired, by the very steps that a watched alert makes. */
final class BackTest {
  private final List<Long> times = new ArrayList<>();
  private Alert alert;

  private BackTest(Rule rule, Cooldown cooldown) {
    alert = Alert.made("", "", rule, cooldown, 0, Optional.empty());
  }

  /**
   * When it would have fired.
   *
   * @param candles ascending
   * @return the begins of those minutes, epoch milliseconds, ascending
   */
  static List<Long> times(Rule rule, Cooldown cooldown, List<Candle> candles) {
    BackTest test = new BackTest(rule, cooldown);
    for (Candle candle : candles) {
      candle.path().forEach(price -> test.pass(price, candle.openTime()));
    }
    return test.times;
  }

  private void pass(BigDecimal price, long at) {
    // Whose market it is makes no difference, as long as it is one.
    alert
        .at(new MarketPrice(price, State.LIVE), at)
        .ifPresent(
            change -> {
              alert = change.after();
              change.firing().ifPresent(firing -> times.add(at));
            });
  }
}
