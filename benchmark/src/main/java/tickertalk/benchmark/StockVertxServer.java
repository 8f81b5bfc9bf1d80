package tickertalk.benchmark;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;

/** The stock event bus bridge as its documentation has it, on each core. */
final class StockVertxServer extends VerticleBase {
  /** Readers here send no pings, which are a matter of a browser's client. */
  private static final long NO_PING_MS = 3_600_000;

  private final int port;

  private StockVertxServer(int port) {
    this.port = port;
  }

  /** Serves at the port that is the first argument. */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    vertx
        .deployVerticle(
            () -> new StockVertxServer(port),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .await();
  }

  @Override
  public Future<?> start() {
    PermittedOptions rooms = new PermittedOptions().setAddressRegex("chat\\.room\\..+");
    SockJSBridgeOptions options =
        new SockJSBridgeOptions()
            .addInboundPermitted(rooms)
            .addOutboundPermitted(rooms)
            .setPingTimeout(NO_PING_MS);
    Router router = Router.router(vertx);
    router.route("/eventbus/*").subRouter(SockJSHandler.create(vertx).bridge(options));
    return vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(router)
        .listen();
  }
}
