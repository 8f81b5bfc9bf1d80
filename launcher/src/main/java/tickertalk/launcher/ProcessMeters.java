package tickertalk.launcher;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operator sees of this process: heap, collector, processor, memory of the network. */
final class ProcessMeters {
  /** Linux tells it here, in kB; elsewhere there is no such number. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final String RESIDENT = "VmRSS:";

  private ProcessMeters() {}

  /** Begins to count in a registry; what is given ends it. */
  static AutoCloseable bind(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new NettyAllocatorMetrics(PooledByteBufAllocator.DEFAULT).bindTo(registry);
    Gauge.builder("netty.memory.direct.used", PlatformDependent::usedDirectMemory)
        .description("direct memory that Netty has reserved")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("process.memory.resident", ProcessMeters::residentBytes)
        .description("memory of this process that is in RAM; NaN where the system does not tell")
        .baseUnit("bytes")
        .register(registry);
    JvmGcMetrics collector = new JvmGcMetrics();
    collector.bindTo(registry);
    return collector;
  }

  private static double residentBytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1_024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
