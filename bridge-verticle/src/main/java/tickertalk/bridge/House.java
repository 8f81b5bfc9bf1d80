package tickertalk.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;

/**
 * What the event loops of one JVM's edge share. For any thread.
 *
 * @param tap where they listen to the bus
 * @param admission how many sockets there are
 * @param userRates how fast each person is by all of their sockets
 * @param restRates how fast each person is, or each address, by REST
 * @param signInRates how often each address signs in and out
 */
record House(
    BridgeConfig config,
    BusTap tap,
    Admission admission,
    CallerRates userRates,
    CallerRates restRates,
    CallerRates signInRates,
    BridgeMetrics metrics) {

  static House of(BridgeConfig config, Vertx vertx, MeterRegistry registry) {
    BridgeLimits limits = config.limits();
    Admission admission = new Admission(limits);
    BridgeMetrics metrics = new BridgeMetrics(registry, admission);
    return new House(
        config,
        new BusTap(vertx),
        admission,
        new CallerRates(limits.commandsPerSecondOfUser(), Limit.USER_RATE, metrics),
        new CallerRates(limits.commandsPerSecond(), Limit.REST_RATE, metrics),
        new CallerRates(limits.signInsPerSecondOfAddress(), Limit.SIGN_IN_RATE, metrics),
        metrics);
  }

  /** How many connections each event loop may have that are no WebSockets. */
  ClientPatience.Crowd crowd() {
    return new ClientPatience.Crowd(
        config.limits().maxHttpConnections(), () -> metrics.reached(Limit.HTTP_CONNECTIONS));
  }
}
