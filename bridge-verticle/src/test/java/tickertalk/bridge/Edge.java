package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tickertalk.contract.Caller;
import tickertalk.contract.Internal;

/** A bridge on a real Vert.x, its real server on a free port, and fake services behind it. */
final class Edge implements AutoCloseable {
  static final TokenKey KEY = TokenKey.generate();

  final Vertx vertx;
  final MeterRegistry metrics = new SimpleMeterRegistry();
  private final BusCensus census = new BusCensus();
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final List<MessageConsumer<JsonObject>> services = new ArrayList<>();
  private final Map<String, MessageConsumer<JsonObject>> chat = new HashMap<>();
  private final BridgeVerticle bridge;
  private final String deployment;
  private final WebClient web;

  /** Counts who listens on the bus. */
  private static final class BusCensus implements EventBusMetrics<String> {
    private final Map<String, AtomicInteger> consumers = new ConcurrentHashMap<>();

    @Override
    public String handlerRegistered(String address) {
      consumers.computeIfAbsent(address, name -> new AtomicInteger()).incrementAndGet();
      return address;
    }

    @Override
    public void handlerUnregistered(String address) {
      consumers.get(address).decrementAndGet();
    }

    int of(String address) {
      return consumers.getOrDefault(address, new AtomicInteger()).get();
    }
  }

  /** An edge with bounds that no test meets by accident. */
  Edge() {
    this(config(1 << 20, 200, 0, Duration.ofSeconds(10)));
  }

  Edge(BridgeConfig config) {
    this(config, true);
  }

  /**
   * An edge on the transport that is best for this system, or on Java's own, as on systems for
   * which Netty has none.
   */
  Edge(BridgeConfig config, boolean nativeTransport) {
    vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setPreferNativeTransport(nativeTransport)
                    .setEventLoopPoolSize(Math.max(2, config.listen().eventLoops()))
                    .setMetricsOptions(new MetricsOptions().setEnabled(true)))
            .withMetrics(
                options ->
                    new VertxMetrics() {
                      @Override
                      public EventBusMetrics<?> createEventBusMetrics() {
                        return census;
                      }
                    })
            .build();
    vertx.exceptionHandler(uncaught::add);
    chatIsThere();
    bridge =
        new BridgeVerticle(
            config,
            metrics,
            router -> router.get("/operator").handler(request -> request.end("operator's own")));
    deployment = soon(vertx.deployVerticle(bridge));
    web = WebClient.create(vertx);
  }

  static BridgeConfig config(
      int outboxBytes, int maxRegistrations, int commandsPerSecond, Duration commandTimeout) {
    return new BridgeConfig(
        ListenConfig.at("127.0.0.1", 0),
        KEY,
        new AuthConfig(Duration.ofHours(1)),
        new BridgeLimits(
            outboxBytes,
            maxRegistrations,
            commandsPerSecond,
            0,
            0,
            256 * 1024,
            1_000,
            1_000,
            1_000,
            100,
            1_000,
            Heartbeat.defaults(),
            commandTimeout));
  }

  /** Bounds that no test meets by accident, for these people. */
  static BridgeConfig config(AuthConfig auth) {
    return config(1 << 20, 200, 0, Duration.ofSeconds(10)).with(auth);
  }

  /** Bounds that no test meets by accident, for pages of these sites too. */
  static BridgeConfig config(String... allowedOrigins) {
    return config(1 << 20, 200, 0, Duration.ofSeconds(10))
        .with(ListenConfig.at("127.0.0.1", 0).withAllowedOrigins(Set.of(allowedOrigins)));
  }

  /** What the future ends with, which must be soon. */
  static <T> T soon(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("it took more than ten seconds", e);
    }
  }

  /**
   * A client that is connected. Vert.x's own fails when the server's close comes together with the
   * end of the handshake, and then has to try again to hear it.
   */
  static <T> T connected(Supplier<T> client) {
    for (int tries = 0; tries < 20; tries++) {
      try {
        return client.get();
      } catch (IllegalStateException closedAtOnce) {
        assertThat(closedAtOnce).hasMessage("WebSocket is closed");
      }
    }
    throw new AssertionError("closed at once each time");
  }

  /** The next of a queue, which must come soon. */
  static <T> T soon(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("what was waited for").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError("the test was stopped", e);
    }
  }

  int port() {
    return bridge.port();
  }

  HttpRequest<Buffer> request(HttpMethod method, String uri) {
    return web.request(method, port(), "127.0.0.1", uri).followRedirects(false);
  }

  HttpResponse<Buffer> get(String uri) {
    return soon(request(HttpMethod.GET, uri).send());
  }

  /** Takes a name by REST; gives what was answered. */
  JsonObject signIn(String name) {
    return soon(request(HttpMethod.POST, "/api/session")
            .sendJsonObject(new JsonObject().put("name", name)))
        .bodyAsJsonObject();
  }

  String token(String name) {
    return signIn(name).getString("token");
  }

  /** A good token of somebody, whoever they may be. */
  String tokenOf(Caller caller) {
    return new SessionTokens(vertx, KEY, Duration.ofHours(1), Clock.systemUTC())
        .issue(caller)
        .token();
  }

  /** A good token that is over within half a second and one and a half. */
  String tokenThatEndsSoon(String name) {
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMillis(500));
    return new SessionTokens(vertx, KEY, Duration.ofSeconds(2), ahead).issue(name).token();
  }

  /** What chat says as long as a test says nothing else: every room is public, and it is alive. */
  private void chatIsThere() {
    chat(Internal.CHAT_ROOM, message -> message.reply(message.body()));
    chat(
        Internal.CHAT_PULSE,
        message -> message.reply(new JsonObject().put("servingMs", 3_600_000)));
  }

  private void chat(String address, Handler<Message<JsonObject>> answer) {
    MessageConsumer<JsonObject> consumer = vertx.eventBus().consumer(address, answer);
    chat.put(address, consumer);
    soon(consumer.completion());
  }

  /** Nobody says anything of rooms, until the next test. */
  void chatIsAway() {
    leave(Internal.CHAT_ROOM);
  }

  private void leave(String address) {
    MessageConsumer<JsonObject> consumer = chat.remove(address);
    if (consumer != null) {
      soon(consumer.unregister());
    }
  }

  /** A fake service. */
  void serve(String address, Handler<Message<JsonObject>> service) {
    leave(address);
    MessageConsumer<JsonObject> consumer = vertx.eventBus().consumer(address, service);
    services.add(consumer);
    soon(consumer.completion());
  }

  /** Takes the fake services away, before the next test brings its own. */
  void dismissServices() {
    services.forEach(service -> soon(service.unregister()));
    services.clear();
    Set.copyOf(chat.keySet()).forEach(this::leave);
    chatIsThere();
  }

  /** A fake service that answers with an empty object; gives what it was asked. */
  BlockingQueue<Message<JsonObject>> serve(String address) {
    BlockingQueue<Message<JsonObject>> asked = new LinkedBlockingQueue<>();
    serve(
        address,
        message -> {
          asked.add(message);
          message.reply(new JsonObject());
        });
    return asked;
  }

  /** What a service is asked that does not answer by itself. */
  BlockingQueue<Message<JsonObject>> listenForRequests(String address) {
    BlockingQueue<Message<JsonObject>> asked = new LinkedBlockingQueue<>();
    serve(address, asked::add);
    return asked;
  }

  /** What is published on the bus at an address from now on. */
  BlockingQueue<JsonObject> listen(String address) {
    BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    serve(address, message -> heard.add(message.body()));
    return heard;
  }

  /** Publishes as a service does. */
  void publish(String address, JsonObject event) {
    vertx.eventBus().publish(address, event);
  }

  /** Publishes all of these before any event loop comes to serve the first. */
  void publishInOneTurn(String address, List<JsonObject> events) {
    CountDownLatch busy = new CountDownLatch(1);
    loops().forEach(loop -> loop.execute(() -> await(busy)));
    events.forEach(event -> publish(address, event));
    busy.countDown();
  }

  private Iterable<EventExecutor> loops() {
    return ((VertxInternal) vertx).nettyEventLoopGroup();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How often somebody met a bound. */
  int reached(Limit limit) {
    return (int)
        metrics
            .get("tickertalk.bridge.limit.reached")
            .tag("limit", limit.metricName())
            .counter()
            .count();
  }

  /** How many connections stay. */
  int sockets() {
    return (int) metrics.get("tickertalk.bridge.sockets").gauge().value();
  }

  /** How many consumers an address has on the bus. */
  int consumers(String address) {
    return census.of(address);
  }

  /** Ends the bridge, as the launcher does. */
  Future<Void> undeploy() {
    return vertx.deploymentIDs().contains(deployment)
        ? vertx.undeploy(deployment)
        : Future.succeededFuture();
  }

  /** Ends everything; no handler may have thrown anything. */
  @Override
  public void close() {
    soon(undeploy());
    soon(vertx.close());
    assertThat(uncaught).as("exceptions that nobody caught").isEmpty();
  }
}
