package tickertalk.bridge;

import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tickertalk.contract.Command;
import tickertalk.contract.Internal;
import tickertalk.contract.Topic;

/**
 * The edge, where browsers meet the event bus: the page, sessions, and {@code /eventbus}.
 *
 * <p>In, from browsers: every {@link Command}; registrations of every {@link Topic}.
 *
 * <p>Out: those commands on the bus, with the caller's identity stamped on; {@link
 * Internal#PRESENCE_REPORT}.
 */
public final class BridgeVerticle extends VerticleBase {
  /** How long browsers may take to leave, a little longer than one that does not answer has. */
  private static final long DRAIN_SECONDS = 6;

  /** How long the last answers may take on the way out. */
  private static final long SHUTDOWN_SECONDS = 2;

  private final BridgeConfig config;
  private final Consumer<Router> operatorDoors;

  private final Deflation deflation = new Deflation();
  private PresenceReporter presence;
  private OpenSockets sockets;
  private HttpServer server;

  /**
   * Makes a bridge.
   *
   * @param operatorDoors adds the operator's own paths, such as health and metrics
   */
  public BridgeVerticle(BridgeConfig config, Consumer<Router> operatorDoors) {
    this.config = config;
    this.operatorDoors = operatorDoors;
  }

  @Override
  public Future<?> start() {
    presence = new PresenceReporter(vertx);
    Router router = Router.router(vertx);
    mountDoors(router);
    sockets.keepAlive();
    presence.start();
    return listen(router);
  }

  @Override
  public Future<?> stop() {
    return Future.any(sockets.drain(), vertx.timer(DRAIN_SECONDS, TimeUnit.SECONDS))
        .transform(gone -> server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS))
        .onComplete(done -> deflation.close());
  }

  /** The port that is listened on; of use when the configuration says 0. */
  public int port() {
    return server.actualPort();
  }

  private void mountDoors(Router router) {
    SessionTokens tokens =
        new SessionTokens(
            vertx, config.auth().tokenKey(), config.auth().sessionLifetime(), Clock.systemUTC());
    SessionGate gate = new SessionGate(tokens);
    Loop loop = loop();
    sockets = new OpenSockets(vertx, loop);
    new SocketDoor(vertx, context, loop, gate, sockets).mount(router);
    new SessionApi(tokens, gate, config.auth().sessionLifetime()).mount(router);
    operatorDoors.accept(router);
    PageDoor.mount(router);
  }

  private Loop loop() {
    FrameEncoder encoder = new FrameEncoder(PooledByteBufAllocator.DEFAULT, deflation);
    return new Loop(
        new Hub(vertx, context, new BusTap(vertx, context), encoder),
        encoder,
        deflation,
        new CommandGate(vertx.eventBus(), config.limits().commandTimeout()),
        presence.attendance(),
        new KnownRooms(vertx),
        config.limits());
  }

  private Future<HttpServer> listen(Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.listen().host())
            .setPort(config.listen().port())
            .setCompressionSupported(true)
            .setPerMessageWebSocketCompressionSupported(false);
    server = vertx.createHttpServer(options).requestHandler(router);
    return server.listen();
  }
}
