package tickertalk.price;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to an exchange's stream. What ends is replaced after a back-off; what will
 * end, because the exchange says so or because its 24 hours are nearly over, is replaced before:
 * for a while both tell, until it is certain that no trade is between them or that this cannot be
 * had.
 */
final class ExchangeStream implements StreamConnection.Listener {
  private static final Logger log = LoggerFactory.getLogger(ExchangeStream.class);

  /** Binance closes a connection after 24 hours. */
  static final Duration LIFE = Duration.ofHours(23);

  /** A part of the life at random, so that not all are replaced at once. */
  private static final double LIFE_JITTER = 0.03;

  /** How long both connections tell: what trades at all, trades in this time. */
  static final Duration OVERLAP = Duration.ofSeconds(5);

  /** Vert.x numbers timers from 0, so that is somebody's. */
  private static final long NO_TIMER = -1;

  /** Whom a stream tells. */
  interface Listener {
    void ticks(List<Tick> ticks);

    /** The exchange does not tell a symbol's trades, whatever else it tells of it. */
    void unserved(String symbol);

    /** There is a new connection, in place of one that told until now. */
    void handedOver(HandOver over);

    /** No prices come until there are ticks again. */
    void down(SourceException reason);

    /** A message could not be used. */
    void unusable(SourceException failure);
  }

  private final Vertx vertx;
  private final ExchangeHost host;
  private final Supplier<StreamWire> wires;
  private final List<String> symbols;
  private final Duration life;
  private final DoubleSupplier random;
  private final BackOff backOff;
  private final Listener listener;
  private Optional<StreamConnection> current = Optional.empty();
  private Optional<StreamConnection> successor = Optional.empty();
  private Optional<HandOver> handOver = Optional.empty();
  private boolean successorIsEnding;
  private boolean up;
  private boolean stopped;
  private long lifeTimer = NO_TIMER;
  private long retryTimer = NO_TIMER;
  private long overlapTimer = NO_TIMER;

  /**
   * A stream that is not connected.
   *
   * @param wires one for each connection
   * @param symbols what each tells of
   * @param life after which a connection is replaced; a little less at random
   * @param random gives numbers from 0 to 1
   */
  ExchangeStream(
      Vertx vertx,
      ExchangeHost host,
      Supplier<StreamWire> wires,
      List<String> symbols,
      Duration life,
      DoubleSupplier random,
      Listener listener) {
    this.vertx = vertx;
    this.host = host;
    this.wires = wires;
    this.symbols = List.copyOf(symbols);
    this.life = life;
    this.random = random;
    this.backOff = new BackOff(random);
    this.listener = listener;
  }

  void start() {
    connect();
  }

  /** A first connection, or one that is to take over from another. */
  private void connect() {
    if (stopped || successor.isPresent()) {
      return;
    }
    vertx.cancelTimer(retryTimer);
    StreamConnection next = new StreamConnection(vertx, host, wires.get(), this);
    successor = Optional.of(next);
    handOver = Optional.of(new HandOver(symbols));
    next.open();
  }

  @Override
  public void news(StreamConnection from, StreamNews news) {
    if (stopped) {
      return;
    }
    if (!news.ticks().isEmpty()) {
      listener.ticks(news.ticks());
      handOver.ifPresent(over -> goOn(over, from, news.ticks()));
    }
    news.unserved().ifPresent(symbol -> unserved(from, symbol));
    if (news.ending()) {
      ending(from);
    }
  }

  /** The connection that tells until now goes on to tell what its successor is refused. */
  private void unserved(StreamConnection from, String symbol) {
    if (isSuccessor(from) && current.isPresent()) {
      handOver.ifPresent(over -> over.refusedToNew(symbol));
    } else {
      listener.unserved(symbol);
    }
  }

  /** The first connection has nothing to take over. */
  private void goOn(HandOver over, StreamConnection from, List<Tick> ticks) {
    if (!isSuccessor(from)) {
      over.toldByOld(ticks);
    } else {
      over.toldByNew(ticks);
      if (overlapTimer == NO_TIMER) {
        overlapTimer = vertx.setTimer(OVERLAP.toMillis(), id -> takeOver());
      }
    }
    if (over.isComplete() || (over.hasBegun() && current.isEmpty())) {
      takeOver();
    }
  }

  private void ending(StreamConnection from) {
    log.info("{}: the stream is about to end, connecting anew", host.name());
    if (isSuccessor(from)) {
      successorIsEnding = true;
    } else {
      connect();
    }
  }

  private void takeOver() {
    Optional<HandOver> over = handOver.filter(it -> current.isPresent());
    boolean endsToo = successorIsEnding;
    current.ifPresent(StreamConnection::close);
    current = successor;
    forgetSuccessor();
    backOff.succeeded();
    vertx.cancelTimer(lifeTimer);
    long lifeMs = (long) (life.toMillis() * (1 - LIFE_JITTER * random.getAsDouble()));
    lifeTimer = vertx.setTimer(Math.max(1, lifeMs), id -> connect());
    if (!up) {
      up = true;
      log.info("{}: the stream is up", host.name());
    }
    over.ifPresent(listener::handedOver);
    if (endsToo) {
      connect();
    }
  }

  private void forgetSuccessor() {
    vertx.cancelTimer(overlapTimer);
    overlapTimer = NO_TIMER;
    successor = Optional.empty();
    handOver = Optional.empty();
    successorIsEnding = false;
  }

  @Override
  public void unusable(StreamConnection from, SourceException failure) {
    if (!stopped) {
      listener.unusable(failure);
    }
  }

  @Override
  public void ended(StreamConnection from, SourceException reason) {
    if (stopped) {
      return;
    }
    if (isSuccessor(from)) {
      forgetSuccessor();
      retry(reason);
    } else if (handOver.filter(HandOver::hasBegun).isPresent()) {
      takeOver();
    } else if (current.filter(it -> it == from).isPresent()) {
      current = Optional.empty();
      wentDown(reason);
      if (successor.isEmpty()) {
        retry(reason);
      }
    }
    if (!up) {
      listener.down(reason);
    }
  }

  private void wentDown(SourceException reason) {
    if (up) {
      up = false;
      log.warn("{}: the stream is down: {}", host.name(), reason.getMessage());
    }
  }

  private void retry(SourceException reason) {
    long now = host.now();
    backOff.failed(now, reason.retryAfter());
    if (backOff.failures() == 1 && !up) {
      log.info("{}: connecting anew: {}", host.name(), reason.getMessage());
    }
    vertx.cancelTimer(retryTimer);
    retryTimer = vertx.setTimer(Math.max(1, backOff.endsAt() - now), id -> connect());
  }

  private boolean isSuccessor(StreamConnection connection) {
    return successor.filter(it -> it == connection).isPresent();
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(lifeTimer);
    vertx.cancelTimer(retryTimer);
    vertx.cancelTimer(overlapTimer);
    successor.ifPresent(StreamConnection::close);
    current.ifPresent(StreamConnection::close);
  }
}
