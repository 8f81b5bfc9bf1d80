package tickertalk.price;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to an exchange's stream. What ends is replaced after a back-off; what will
 * end, because the exchange says so or because its 24 hours are nearly over, is replaced before:
 * the old connection is closed when the first price comes by the new one.
 */
final class ExchangeStream implements StreamConnection.Listener {
  private static final Logger log = LoggerFactory.getLogger(ExchangeStream.class);

  /** Binance closes a connection after 24 hours. */
  static final Duration LIFE = Duration.ofHours(23);

  /** A part of the life at random, so that not all are replaced at once. */
  private static final double LIFE_JITTER = 0.03;

  /** Whom a stream tells. */
  interface Listener {
    void ticks(StreamNews news);

    /** No prices come until there are ticks again. */
    void down(SourceException reason);

    /** A message could not be used. */
    void unusable(SourceException failure);
  }

  private final Vertx vertx;
  private final ExchangeHost host;
  private final Supplier<StreamWire> wires;
  private final Duration life;
  private final DoubleSupplier random;
  private final BackOff backOff;
  private final Listener listener;
  private Optional<StreamConnection> current = Optional.empty();
  private Optional<StreamConnection> successor = Optional.empty();
  private boolean up;
  private boolean stopped;
  // Vert.x numbers timers from 0, so that is somebody's.
  private long lifeTimer = -1;
  private long retryTimer = -1;

  /**
   * A stream that is not connected.
   *
   * @param wires one for each connection
   * @param life after which a connection is replaced; a little less at random
   * @param random gives numbers from 0 to 1
   */
  ExchangeStream(
      Vertx vertx,
      ExchangeHost host,
      Supplier<StreamWire> wires,
      Duration life,
      DoubleSupplier random,
      Listener listener) {
    this.vertx = vertx;
    this.host = host;
    this.wires = wires;
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
    StreamConnection next = new StreamConnection(vertx, host, wires.get(), this);
    successor = Optional.of(next);
    next.open();
  }

  @Override
  public void news(StreamConnection from, StreamNews news) {
    if (stopped) {
      return;
    }
    if (!news.ticks().isEmpty()) {
      if (isSuccessor(from)) {
        takeOver(from);
      }
      listener.ticks(news);
    }
    if (news.ending()) {
      log.info("{}: the stream is about to end, connecting anew", host.name());
      connect();
    }
  }

  private void takeOver(StreamConnection next) {
    current.ifPresent(StreamConnection::close);
    current = Optional.of(next);
    successor = Optional.empty();
    backOff.succeeded();
    vertx.cancelTimer(lifeTimer);
    long lifeMs = (long) (life.toMillis() * (1 - LIFE_JITTER * random.getAsDouble()));
    lifeTimer = vertx.setTimer(Math.max(1, lifeMs), id -> connect());
    if (!up) {
      up = true;
      log.info("{}: the stream is up", host.name());
    }
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
      successor = Optional.empty();
      retry(reason);
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
    successor.ifPresent(StreamConnection::close);
    current.ifPresent(StreamConnection::close);
  }
}
