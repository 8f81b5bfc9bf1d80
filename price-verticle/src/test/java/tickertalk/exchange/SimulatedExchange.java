package tickertalk.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * An exchange on the loopback. It tells each market's price once a second and every trade, counts
 * who comes, notes what a real one would ban for, and gets into the trouble that a test wants.
 */
public final class SimulatedExchange implements AutoCloseable {
  private static final int ANY_PORT = 0;
  private static final long BEAT_MS = 1_000;
  private static final long PING_MS = 20_000;
  private static final long PATIENCE_S = 20;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What was sent before the answer came is forgiven. */
  private static final Duration ON_THE_WAY = Duration.ofMillis(300);

  private final Vertx vertx;
  private final String name;
  private final Wire wire;
  private final HttpServer server;
  private final Map<String, Book> books = new ConcurrentHashMap<>();
  private final List<StreamSocket> sockets = new CopyOnWriteArrayList<>();
  private final List<Arrival> requests = new CopyOnWriteArrayList<>();
  private final List<Arrival> handshakes = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<String> pongs = new CopyOnWriteArrayList<>();
  private final AtomicInteger peak = new AtomicInteger();
  private volatile Optional<Refusal> refusal = Optional.empty();
  private volatile Optional<Refusal> streamRefusal = Optional.empty();
  private volatile long bannedUntilNanos = System.nanoTime();
  private volatile int banStatus;
  private final AtomicLong toldAtNanos = new AtomicLong();
  private volatile boolean silent;
  private volatile Set<String> leftOut = Set.of();
  private volatile Set<String> refused = Set.of();
  private volatile Duration lag = Duration.ZERO;
  private volatile Duration clockOff = Duration.ZERO;

  private SimulatedExchange(Vertx vertx, String name, Wire wire, int port) {
    this.vertx = vertx;
    this.name = name;
    this.wire = wire;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
            .requestHandler(this::handle);
  }

  public static SimulatedExchange binance(Vertx vertx) {
    return binance(vertx, ANY_PORT);
  }

  /** One at a port that whoever is in another process knows. */
  public static SimulatedExchange binance(Vertx vertx, int port) {
    return open(vertx, "binance", new BinanceWire(), port);
  }

  public static SimulatedExchange coinbase(Vertx vertx) {
    return open(vertx, "coinbase", new CoinbaseWire(), ANY_PORT);
  }

  public static SimulatedExchange kraken(Vertx vertx) {
    return open(vertx, "kraken", new KrakenWire(), ANY_PORT);
  }

  public static SimulatedExchange upbit(Vertx vertx) {
    return open(vertx, "upbit", new UpbitWire(), ANY_PORT);
  }

  private static SimulatedExchange open(Vertx vertx, String name, Wire wire, int port) {
    SimulatedExchange exchange = new SimulatedExchange(vertx, name, wire, port);
    await(exchange.server.listen());
    vertx.setPeriodic(BEAT_MS, id -> exchange.beat());
    vertx.setPeriodic(PING_MS, id -> exchange.ping("" + id));
    return exchange;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  public String name() {
    return name;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  // --- the market

  /** Opens a market whose price was this 24 hours ago. */
  public void opening(String market, String price) {
    book(market, price).opening(price);
  }

  private Book book(String market, String price) {
    return books.computeIfAbsent(market, it -> new Book(it, new Trade(it, 0, price, "0", 0)));
  }

  /** Opens a market, or trades in it. */
  public Trade trade(String market, String price, String amount) {
    Trade trade = book(market, price).trade(price, amount, now());
    tell(socket -> socket.wantsTrades(market), List.of(wire.trade(trade)));
    return trade;
  }

  /** Opens a market, or trades a little in it. */
  public Trade price(String market, String price) {
    return trade(market, price, "0.1");
  }

  /** What it tells when it is asked for candles of one minute, ascending. */
  public void bars(String market, List<Bar> bars) {
    bars(market, MINUTE, bars);
  }

  /** What it tells when it is asked for candles of a length, ascending. */
  public void bars(String market, Duration length, List<Bar> bars) {
    books.get(market).bars(length.toMillis(), bars);
  }

  private void beat() {
    for (Book book : books.values()) {
      tell(socket -> socket.wants(book.market()), wire.beat(book, now()));
    }
  }

  private void tell(Predicate<StreamSocket> whom, List<String> messages) {
    if (!silent) {
      for (StreamSocket socket : sockets) {
        if (whom.test(socket)) {
          socket.say(messages);
        }
      }
    }
  }

  private long now() {
    return System.currentTimeMillis() + clockOff.toMillis();
  }

  // --- its troubles

  /** Answers every request with this. */
  public void refuse(Refusal with) {
    refusal = Optional.of(with);
  }

  /** Answers every handshake with this. */
  public void refuseStreams(Refusal with) {
    streamRefusal = Optional.of(with);
  }

  /** Answers requests and handshakes as it should. */
  public void recover() {
    refusal = Optional.empty();
    streamRefusal = Optional.empty();
    silent = false;
    lag = Duration.ZERO;
    clockOff = Duration.ZERO;
  }

  /**
   * Wants to be left alone; whoever comes meanwhile is told so, and it is noted.
   *
   * @param status 429 or 418
   */
  public void ban(int status, Duration length) {
    banStatus = status;
    toldAtNanos.set(0);
    bannedUntilNanos = System.nanoTime() + length.toNanos();
  }

  /** Keeps connections and requests, and says nothing. */
  public void fallSilent() {
    silent = true;
  }

  /** Takes its time with answers. */
  public void answerAfter(Duration time) {
    lag = time;
  }

  /** Has a clock that is ahead, or behind. */
  public void clockOff(Duration by) {
    clockOff = by;
  }

  /** Closes all connections. */
  public void cut() {
    sockets.forEach(StreamSocket::close);
  }

  /** Closes the connection that is open for the longest time. */
  public void cutOldest() {
    sockets.stream().findFirst().ifPresent(StreamSocket::close);
  }

  /** Tells nothing of these markets on the connections that are opened from now on. */
  public void leaveOut(String... markets) {
    leftOut = Set.of(markets);
  }

  /** Refuses these markets' trades, but not their tickers, to whoever connects from now on. */
  public void refuseTrades(String... markets) {
    refused = Set.of(markets);
  }

  /** Says this on every connection. */
  public void say(String message) {
    sockets.forEach(socket -> socket.say(message));
  }

  /** Pings all connections. */
  public void ping(String payload) {
    sockets.forEach(socket -> socket.ping(payload));
  }

  // --- what it counts

  /** How many connections are open. */
  public int connections() {
    return sockets.size();
  }

  /** How many connections were ever open at the same time. */
  public int peakConnections() {
    return peak.get();
  }

  public List<Arrival> handshakes() {
    return handshakes;
  }

  public List<Arrival> requests() {
    return requests;
  }

  /** What a real exchange would have banned for. */
  public List<String> violations() {
    return violations;
  }

  /** The payloads of the pongs. */
  public List<String> pongs() {
    return pongs;
  }

  // --- how it answers

  private void handle(HttpServerRequest request) {
    boolean upgrade = request.getHeader(HttpHeaders.UPGRADE) != null;
    Arrival arrival =
        new Arrival(request.path(), request.query(), request.headers(), System.nanoTime());
    (upgrade ? handshakes : requests).add(arrival);
    if (request.getHeader(HttpHeaders.ORIGIN) != null) {
      violations.add("a browser's header on " + request.uri());
    }
    long banLeft = bannedUntilNanos - arrival.nanos();
    if (banLeft > 0) {
      turnAway(request, Duration.ofNanos(banLeft));
    } else if (upgrade) {
      connect(request);
    } else {
      answer(request);
    }
  }

  /** Whoever was told to stay away, and comes, provokes a longer ban. */
  private void turnAway(HttpServerRequest request, Duration left) {
    boolean first = toldAtNanos.compareAndSet(0, System.nanoTime());
    if (!first && System.nanoTime() - toldAtNanos.get() > ON_THE_WAY.toNanos()) {
      violations.add(request.uri() + " though it was told to stay away");
    }
    send(
        request.response(),
        new Refusal(
            banStatus,
            Map.of("Retry-After", "" + (left.toSeconds() + 1)),
            "{\"code\":-1003,\"msg\":\"Too many requests.\"}"));
  }

  private void connect(HttpServerRequest request) {
    if (streamRefusal.isPresent() || !wire.streamsAt(request.path())) {
      send(request.response(), streamRefusal.orElse(Refusal.of(404, "")));
      return;
    }
    request.toWebSocket().onSuccess(socket -> begin(socket, request.query())).otherwiseEmpty();
  }

  private void begin(ServerWebSocket socket, String query) {
    StreamSocket stream = new StreamSocket(socket, wire, leftOut, refused);
    stream.subscribe(wire.marketsInAddress(query == null ? "" : query));
    sockets.add(stream);
    peak.accumulateAndGet(sockets.size(), Math::max);
    socket.closeHandler(closed -> sockets.remove(stream));
    socket.pongHandler(payload -> pongs.add(payload.toString()));
    socket.textMessageHandler(
        message -> stream.hear(message).forEach(market -> snapshot(stream, market)));
  }

  private void snapshot(StreamSocket stream, String market) {
    Book book = books.get(market);
    if (book != null && !silent && stream.wants(market)) {
      stream.say(wire.beat(book, now()));
    }
  }

  private void answer(HttpServerRequest request) {
    if (silent) {
      return;
    }
    if (lag.isZero()) {
      answerNow(request);
    } else {
      vertx.setTimer(lag.toMillis(), id -> answerNow(request));
    }
  }

  private void answerNow(HttpServerRequest request) {
    if (refusal.isPresent()) {
      send(request.response(), refusal.get());
      return;
    }
    Optional<Book> book = wire.market(request).map(books::get);
    if (book.isEmpty()) {
      send(request.response(), Refusal.of(wire.unknownStatus(), wire.unknown()));
    } else {
      String body =
          wire.wantsCandles(request)
              ? candles(book.get(), wire.barsWanted(request))
              : wire.ticker(book.get(), now());
      send(request.response(), Refusal.of(200, body));
    }
  }

  private String candles(Book book, BarsWanted wanted) {
    return wire.candles(book, wanted.of(book.bars(wanted.lengthMs())));
  }

  private static void send(HttpServerResponse response, Refusal with) {
    with.headers().forEach(response::putHeader);
    response.setStatusCode(with.status()).end(Buffer.buffer(with.body())).otherwiseEmpty();
  }

  @Override
  public void close() {
    await(server.close());
  }
}
