package tickertalk.price;

import io.vertx.core.Future;
import java.util.List;

/** Whence the ticks of one symbol come. All calls, in and out, are on one context. */
interface Feed {
  /** Whom a feed tells. */
  interface Listener {
    /** Takes a tick; true if it is too old to be called live. */
    boolean tick(Tick tick);

    /** Takes the reason why a source gave no price. */
    void refused(String source, String reason);
  }

  /** The one-minute candles of the last hour, ascending, as far as the feed can tell. */
  Future<List<Candle>> history();

  void start(Listener listener);

  void stop();
}
