package tickertalk.bridge;

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
  /** How long a browser may take to answer that it was sent away, before it is cut off. */
  private static final int CLOSING_SECONDS = 3;

  /** How long the last answers may take on the way out. */
  private static final long SHUTDOWN_SECONDS = 5;

  /** What one message may be; stock clients send it in one frame. */
  private static final int MAX_MESSAGE_BYTES = 256 * 1024;

  private final BridgeConfig config;
  private final Consumer<Router> operatorDoors;

  private SocketDoor socketDoor;
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
    Router router = Router.router(vertx);
    mountDoors(router);
    socketDoor.reportPresence();
    return listen(router);
  }

  @Override
  public Future<?> stop() {
    socketDoor.close();
    return server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  /** The port that is listened on; of use when the configuration says 0. */
  public int port() {
    return server.actualPort();
  }

  private void mountDoors(Router router) {
    SessionTokens tokens =
        new SessionTokens(
            vertx, config.auth().tokenKey(), config.auth().sessionLifetime(), Clock.systemUTC());
    CommandGate commands = new CommandGate(vertx.eventBus(), config.limits().commandTimeout());
    SessionGate gate = new SessionGate(tokens);
    socketDoor = new SocketDoor(vertx, config.limits(), gate, commands);
    socketDoor.mount(router);
    new SessionApi(tokens, gate, config.auth().sessionLifetime()).mount(router);
    operatorDoors.accept(router);
    PageDoor.mount(router);
  }

  private Future<HttpServer> listen(Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.listen().host())
            .setPort(config.listen().port())
            .setCompressionSupported(true)
            .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
            .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
            .setWebSocketClosingTimeout(CLOSING_SECONDS);
    server = vertx.createHttpServer(options).requestHandler(router);
    return server.listen();
  }
}
