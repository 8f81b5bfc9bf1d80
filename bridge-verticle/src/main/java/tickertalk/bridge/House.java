package tickertalk.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;

/**
 * What the event loops of one JVM's edge share. For any thread.
 *
 * @param tap where they listen to the bus
 * @param admission how many sockets there are
 * @param userRates how fast each person is
 */
record House(
    BridgeConfig config,
    BusTap tap,
    Admission admission,
    UserRates userRates,
    BridgeMetrics metrics) {

  static House of(BridgeConfig config, Vertx vertx, MeterRegistry registry) {
    Admission admission = new Admission(config.limits());
    return new House(
        config,
        new BusTap(vertx),
        admission,
        new UserRates(config.limits().commandsPerSecondOfUser(), BridgeSocket.BURST_SECONDS),
        new BridgeMetrics(registry, admission));
  }
}
