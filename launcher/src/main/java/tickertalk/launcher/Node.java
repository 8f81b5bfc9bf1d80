package tickertalk.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tickertalk.bridge.BridgeConfig;
import tickertalk.bridge.BridgeVerticle;
import tickertalk.chat.ChatVerticle;
import tickertalk.notifier.NotifierVerticle;
import tickertalk.price.PriceVerticle;
import tickertalk.sentiment.SentimentVerticle;
import tickertalk.storage.Database;
import tickertalk.storage.Leases;
import tickertalk.storage.StorageException;

/** One JVM of the product: the verticles it was told to run, and what they stand on. */
final class Node implements AutoCloseable {
  /** How long the holder of a lease may be silent before another JVM takes over. */
  private static final Duration LEASE_TERM = Duration.ofSeconds(3);

  /** How long any one step of starting or stopping may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Options options;

  private final Undo undo = new Undo();

  private int port;

  private Node(Options options) {
    this.options = options;
  }

  /**
   * Starts a node; it serves when this returns.
   *
   * @throws OptionException for an option that stops the start
   */
  static Node start(Options options) {
    Node node = new Node(options);
    try {
      node.start();
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private void start() {
    Settings settings = Settings.of(options);
    DataFolder data = DataFolder.open(options.data, options.cluster);
    undo.add("data folder", data);
    BridgeConfig bridge = settings.bridge(data);
    CompletableFuture<Database> opening = openAside(settings);
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    undo.add("metrics", metrics::close);
    undo.add("process metrics", ProcessMeters.bind(metrics));
    Vertx vertx = vertx(metrics);
    Database database = opened(opening);
    OperatorDoors doors = new OperatorDoors(vertx, database, options.verticles, metrics);
    deployServices(vertx, settings, database, leases(database));
    openDoors(vertx, bridge, doors, metrics);
    serve(doors);
  }

  /** Opens the database while the rest starts; either takes half a second. */
  private CompletableFuture<Database> openAside(Settings settings) {
    CompletableFuture<Database> opening =
        CompletableFuture.supplyAsync(() -> Database.open(settings.database()));
    undo.add("database", () -> opening.handle(Node::closeIfOpen).join());
    return opening;
  }

  /** Why it could not be opened is told by whoever needed it. */
  private static Void closeIfOpen(Database database, Throwable failure) {
    if (database != null) {
      database.close();
    }
    return null;
  }

  private static Database opened(CompletableFuture<Database> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StorageException cause ? cause : e;
    }
  }

  private Vertx vertx(PrometheusMeterRegistry metrics) {
    VertxOptions vertxOptions =
        new VertxOptions()
            .setEventBusOptions(new EventBusOptions().setHost(options.clusterHost))
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true)));
    VertxBuilder builder =
        Vertx.builder()
            .with(vertxOptions)
            .withTransport(NativeTransport.choose())
            .withMetrics(new MicrometerMetricsFactory(metrics));
    Vertx vertx = options.cluster ? await("cluster", clustered(builder)) : builder.build();
    undo.add("vertx", () -> await("vertx", vertx.close()));
    return vertx;
  }

  private Future<Vertx> clustered(VertxBuilder builder) {
    return builder
        .withClusterManager(
            new HazelcastClusterManager(
                ClusterConfig.of(options.clusterHost, options.clusterPort, options.clusterMembers)))
        .buildClustered();
  }

  private Leases leases(Database database) {
    return options.cluster
        ? Leases.shared(database, UUID.randomUUID().toString(), LEASE_TERM)
        : Leases.alone();
  }

  private void deployServices(Vertx vertx, Settings settings, Database database, Leases leases) {
    Map<Service, Supplier<Deployable>> services = new EnumMap<>(Service.class);
    services.put(
        Service.CHAT, () -> new ChatVerticle(settings.chat(), database, leases.of("chat")));
    services.put(
        Service.NOTIFIER,
        () -> new NotifierVerticle(settings.notifier(), database, leases.of("notifier")));
    services.put(
        Service.SENTIMENT,
        () -> new SentimentVerticle(settings.sentiment(), database, leases.of("sentiment")));
    services.put(
        Service.PRICE, () -> new PriceVerticle(settings.price(), database, leases.of("price")));
    services.keySet().retainAll(options.verticles);
    Map<Service, Future<String>> starting = new EnumMap<>(Service.class);
    services.forEach(
        (service, verticle) -> starting.put(service, vertx.deployVerticle(verticle.get())));
    starting.forEach((service, deployment) -> deployed(vertx, service, deployment));
  }

  private void openDoors(
      Vertx vertx, BridgeConfig config, OperatorDoors doors, MeterRegistry metrics) {
    try {
      listen(vertx, config, doors, metrics);
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new OptionException("--host: there is no address \"" + options.listen.host + "\"");
      }
      // Not every transport says BindException.
      if (e.getCause() instanceof IOException taken) {
        throw new OptionException(notFree(taken.getMessage()));
      }
      throw e;
    }
  }

  private String notFree(String problem) {
    return problem.startsWith("http-port: ")
        ? "--" + problem
        : "--port: cannot listen on "
            + options.listen.host
            + ":"
            + options.listen.port
            + ": "
            + problem;
  }

  private void listen(
      Vertx vertx, BridgeConfig config, OperatorDoors doors, MeterRegistry metrics) {
    if (options.verticles.contains(Service.BRIDGE)) {
      BridgeVerticle bridge = new BridgeVerticle(config, metrics, doors::mount);
      deployed(vertx, Service.BRIDGE, vertx.deployVerticle(bridge));
      port = bridge.port();
    } else {
      Router router = Router.router(vertx);
      doors.mount(router);
      HttpServer server =
          await(
              "listening",
              vertx
                  .createHttpServer(
                      new HttpServerOptions()
                          .setHost(options.listen.host)
                          .setPort(options.listen.port))
                  .requestHandler(router)
                  .listen());
      port = server.actualPort();
    }
  }

  private void deployed(Vertx vertx, Service service, Future<String> deployment) {
    String id = await(service.toString(), deployment);
    undo.add(service.toString(), () -> await(service.toString(), vertx.undeploy(id)));
  }

  private void serve(OperatorDoors doors) {
    doors.serving(true);
    undo.add("readiness", () -> doors.serving(false));
  }

  /** Where it listens. */
  int port() {
    return port;
  }

  private static <T> T await(String what, Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(what + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(what + ": not done within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted", e);
    }
  }

  /** Stops in the reverse order of the start: first no longer ready, last the database. */
  @Override
  public void close() {
    undo.close();
  }
}
