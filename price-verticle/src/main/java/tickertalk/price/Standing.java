package tickertalk.price;

import java.math.BigDecimal;
import java.util.Optional;

/** What one source says of one symbol, and for how long it has been saying it. */
final class Standing {
  private final String source;
  private Tick newest;
  private Optional<BigDecimal> change24h = Optional.empty();
  private long receivedAt;
  private long steadySince;
  private long offSince;
  private Optional<String> refusal = Optional.empty();

  Standing(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  boolean hasTick() {
    return newest != null;
  }

  /** The newest tick; its change is the last one that was told. */
  Tick newest() {
    return newest;
  }

  Optional<BigDecimal> change24h() {
    return change24h;
  }

  /** Epoch milliseconds of the arrival of the newest tick. */
  long receivedAt() {
    return receivedAt;
  }

  /** Since when there was no pause. */
  long steadySince() {
    return steadySince;
  }

  Optional<String> refusal() {
    return refusal;
  }

  void refuse(String reason) {
    refusal = Optional.of(reason);
  }

  /**
   * Takes an answer; true if it is news, and not what the source told before.
   *
   * @param longestPause what does not interrupt its steadiness
   */
  boolean accept(Tick tick, long now, long longestPause) {
    refusal = Optional.empty();
    if (!isNews(tick, now)) {
      return false;
    }
    if (newest == null || now - receivedAt > longestPause) {
      steadySince = now;
    }
    newest = tick;
    change24h = tick.change24h().or(() -> change24h);
    receivedAt = now;
    return true;
  }

  /** What is from the future was told before a clock was put back, and must not outlast it. */
  private boolean isNews(Tick tick, long now) {
    if (newest == null || newest.at() > now || tick.at() > newest.at()) {
      return true;
    }
    boolean another = tick.isTrade() || tick.price().compareTo(newest.price()) != 0;
    return tick.at() == newest.at() && another;
  }

  /** Whether its newest price is held. */
  boolean isOff() {
    return offSince != 0;
  }

  /** Notes whether its price is off; how long it has been, in milliseconds. */
  long off(boolean isOff, long now) {
    if (!isOff) {
      offSince = 0;
    } else if (offSince == 0) {
      offSince = now;
    }
    return isOff ? now - offSince : 0;
  }
}
