package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The edge's port, with TLS or without, and the one that sends plain HTTP on to TLS. */
final class Listener {
  /** How long the last answers may take on the way out. */
  private static final long SHUTDOWN_SECONDS = 2;

  /** A certificate is renewed weeks before it ends; this is for who waits for it to be used. */
  private static final Duration LOOK_FOR_CERTIFICATE_EVERY = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final ListenConfig config;
  private final ClientPatience.Bounds patience;
  private final ClientPatience.Crowd crowd;
  private final Optional<Duration> lookEvery;
  private final List<HttpServer> servers = new ArrayList<>();
  private CertificateWatch watch;

  /** The first listener at a port, which also looks for a new certificate. */
  static Listener first(Vertx vertx, ListenConfig config, ClientPatience.Crowd crowd) {
    return new Listener(
        vertx,
        config,
        ClientPatience.Bounds.DEFAULT,
        crowd,
        Optional.of(LOOK_FOR_CERTIFICATE_EVERY));
  }

  /** One more listener at a port, for another event loop; it shares the first one's certificate. */
  static Listener another(Vertx vertx, ListenConfig config, ClientPatience.Crowd crowd) {
    return new Listener(vertx, config, ClientPatience.Bounds.DEFAULT, crowd, Optional.empty());
  }

  /** A listener with another patience, and another interval between looks for a certificate. */
  Listener(
      Vertx vertx,
      ListenConfig config,
      ClientPatience.Bounds patience,
      ClientPatience.Crowd crowd,
      Optional<Duration> lookEvery) {
    this.vertx = vertx;
    this.config = config;
    this.patience = patience;
    this.crowd = crowd;
    this.lookEvery = lookEvery;
  }

  /** A router that believes what {@link ForwardedHeaders} leaves of a request's headers. */
  static Router router(Vertx vertx) {
    return Router.router(vertx)
        .allowForward(AllowForwardHeaders.X_FORWARD)
        // What is wrong with a request itself Vert.x would log each time, as an error of ours.
        .errorHandler(400, it -> ApiError.refuse(it, 400, "the request cannot be served"))
        .errorHandler(404, it -> ApiError.refuse(it, 404, "there is nothing here"));
  }

  /** Serves a router's routes, to be reached when this is done. */
  Future<?> listen(Router router) {
    return config.tls().isEmpty()
        ? serve(ServerOptions.plain(config, config.sharedPort()), router)
        : listen(router, config.tls().get());
  }

  private Future<?> listen(Router router, TlsConfig tls) {
    return vertx
        .executeBlocking(() -> PemFiles.read(tls), false)
        .compose(files -> listen(router, tls, files))
        .compose(server -> redirectTo(server.actualPort(), tls));
  }

  private Future<HttpServer> listen(Router router, TlsConfig tls, PemFiles files) {
    return vertx
        .executeBlocking(() -> ServerIdentity.of(files), false)
        .onSuccess(CertificateWatch::tell)
        .compose(identity -> serve(ServerOptions.tls(config, identity), router))
        .onSuccess(server -> lookEvery.ifPresent(interval -> watch(tls, files, interval)));
  }

  private void watch(TlsConfig tls, PemFiles files, Duration interval) {
    watch = new CertificateWatch(vertx, tls, interval, files, this::renew);
    watch.start();
  }

  /** All servers at one port of a Vert.x share what one of them is told. */
  private Future<?> renew(ServerIdentity identity) {
    return servers.get(0).updateSSLOptions(ServerOptions.renewed(config, identity));
  }

  private Future<?> redirectTo(int tlsPort, TlsConfig tls) {
    if (tls.redirectPort().isEmpty()) {
      return Future.succeededFuture();
    }
    HttpsRedirect redirect = new HttpsRedirect(tlsPort);
    Router router = Router.router(vertx);
    router.route().handler(context -> redirect.handle(context.request()));
    int port = tls.redirectPort().get();
    return serve(ServerOptions.plain(config, port), router)
        .recover(cause -> Future.failedFuture(notThere("http-port", port, cause)));
  }

  private Future<HttpServer> serve(HttpServerOptions options, Router router) {
    ClientPatience clients = new ClientPatience(vertx, patience, crowd);
    clients.mount(router);
    ForwardedHeaders forwarded = new ForwardedHeaders(config.trustedProxies());
    HttpServer server =
        vertx
            .createHttpServer(options)
            .connectionHandler(clients::connected)
            .requestHandler(
                request -> {
                  forwarded.settle(request);
                  router.handle(PolledRequest.of(request));
                });
    return server.listen().onSuccess(servers::add);
  }

  private BindException notThere(String option, int port, Throwable cause) {
    String place = config.host() + ":" + port;
    BindException failure =
        new BindException(option + ": cannot listen on " + place + ": " + cause.getMessage());
    failure.initCause(cause);
    return failure;
  }

  /** The port that is listened on; of use when the configuration says 0. */
  int port() {
    return servers.get(0).actualPort();
  }

  /** The port that sends on to TLS, where there is one. */
  int redirectPort() {
    return servers.get(1).actualPort();
  }

  Future<?> close() {
    if (watch != null) {
      watch.stop();
    }
    return Future.all(
        servers.stream()
            .map(server -> server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS))
            .toList());
  }
}
