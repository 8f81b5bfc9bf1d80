package tickertalk.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tickertalk.contract.Command;
import tickertalk.contract.Internal;
import tickertalk.contract.Topic;

/**
 * The edge, where browsers meet the event bus: the page, sessions, and {@code /eventbus}. It runs
 * on several event loops, which take the connections in turn; this one deploys them.
 *
 * <p>In, from browsers: every {@link Command}; registrations of every {@link Topic}.
 *
 * <p>Out: those commands on the bus, with the caller's identity stamped on; {@link
 * Internal#PRESENCE_REPORT}.
 */
public final class BridgeVerticle extends VerticleBase {
  private final BridgeConfig config;
  private final MeterRegistry metrics;
  private final Consumer<Router> operatorDoors;

  private int port;

  /**
   * Makes a bridge.
   *
   * @param metrics where it counts
   * @param operatorDoors adds the operator's own paths, such as health and metrics
   */
  public BridgeVerticle(
      BridgeConfig config, MeterRegistry metrics, Consumer<Router> operatorDoors) {
    this.config = config;
    this.metrics = metrics;
    this.operatorDoors = operatorDoors;
  }

  @Override
  public Future<?> start() {
    House house = House.of(config, vertx, metrics);
    Listener first = Listener.first(vertx, config.listen(), house.crowd());
    return vertx
        .deployVerticle(new EdgeVerticle(house, first, operatorDoors))
        .onSuccess(deployed -> port = first.port())
        .compose(deployed -> deployOthers(house));
  }

  /** They listen on the same port. */
  private Future<?> deployOthers(House house) {
    return Future.all(
        IntStream.range(1, config.listen().eventLoops())
            .mapToObj(n -> Listener.another(vertx, config.listen().beside(), house.crowd()))
            .map(other -> vertx.deployVerticle(new EdgeVerticle(house, other, operatorDoors)))
            .toList());
  }

  /** The port that is listened on; of use when the configuration says 0. */
  public int port() {
    return port;
  }
}
