package tickertalk.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the operator sees of the edge. For any thread. */
final class BridgeMetrics {
  private static final String PREFIX = "tickertalk.bridge.";

  private final Map<Limit, Counter> reached = new EnumMap<>(Limit.class);
  private final LongAdder events = new LongAdder();
  private final LongAdder deliveries = new LongAdder();
  private final LongAdder conflated = new LongAdder();

  BridgeMetrics(MeterRegistry registry, Admission admission) {
    for (Limit limit : Limit.values()) {
      reached.put(
          limit,
          Counter.builder(PREFIX + "limit.reached")
              .description("how often somebody met a bound of the edge")
              .tag("limit", limit.metricName())
              .register(registry));
    }
    Gauge.builder(PREFIX + "sockets", admission, Admission::sockets)
        .description("connections that stay, over any transport and by any door")
        .register(registry);
    count(registry, "events", events, "events that came from the bus");
    count(registry, "deliveries", deliveries, "events times the browsers they were for");
    count(registry, "conflated", conflated, "events that a slow reader got a newer one instead of");
  }

  private static void count(
      MeterRegistry registry, String name, LongAdder count, String description) {
    FunctionCounter.builder(PREFIX + name, count, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  /** Somebody met a bound. */
  void reached(Limit limit) {
    reached.get(limit).increment();
  }

  /** Events of one address went to all who listen on one event loop. */
  void delivered(int eventCount, int subscribers) {
    events.add(eventCount);
    deliveries.add((long) eventCount * subscribers);
  }

  /** An event waits for a slow reader instead of an older one. */
  void conflated() {
    conflated.increment();
  }
}
