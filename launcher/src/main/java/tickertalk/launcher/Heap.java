package tickertalk.launcher;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the JVM give back to the system what it no longer needs: after a storm of connections its
 * heap is three times what the connections are worth, and stays so while nobody does anything.
 */
final class Heap {
  private static final Logger log = LoggerFactory.getLogger(Heap.class);

  /**
   * The collector looks at the heap again when it had nothing to do for so long, and leaves so many
   * percent of it free; {@code java -XX:+PrintFlagsFinal} lists the flags.
   */
  private static final Map<String, String> FLAGS =
      Map.of(
          "G1PeriodicGCInterval", "15000",
          "MinHeapFreeRatio", "10",
          "MaxHeapFreeRatio", "25");

  private Heap() {}

  /** Sets the flags, where the JVM has them; another collector goes on as it does. */
  static void giveBackWhatIsUnused() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (jvm == null) {
      return;
    }
    FLAGS.forEach(
        (flag, value) -> {
          try {
            jvm.setVMOption(flag, value);
          } catch (IllegalArgumentException e) {
            log.debug("the JVM cannot be told {}={}: {}", flag, value, e.getMessage());
          }
        });
  }
}
