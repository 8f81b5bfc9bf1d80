package tickertalk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class ProcessMetersTest {
  @Test
  void shouldTellOfHeapCollectorProcessorAndTheMemoryOfTheNetwork() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (AutoCloseable bound = ProcessMeters.bind(registry)) {
      assertThat(bound).isNotNull();
      assertThat(registry.scrape())
          .contains("jvm_memory_used_bytes{area=\"heap\"")
          .contains("jvm_gc_")
          .contains("process_cpu_usage")
          .contains("netty_allocator_memory_used")
          .contains("netty_memory_direct_used_bytes")
          .containsPattern("process_memory_resident_bytes (\\d|NaN)");
    }
  }
}
