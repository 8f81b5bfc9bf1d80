package tickertalk.launcher;

import io.vertx.core.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the JVM talks to the network: by the system's own means where they are, else by Java's. */
final class NativeTransport {
  private static final Logger log = LoggerFactory.getLogger(NativeTransport.class);

  private NativeTransport() {}

  /** Chooses, and says so, as it makes a difference to how much one machine carries. */
  static Transport choose() {
    Transport system = Transport.nativeTransport();
    if (system == null) {
      log.info("transport: nio (there is no other for this system)");
      return Transport.NIO;
    }
    if (!system.available()) {
      log.info("transport: nio ({} is not to be had: {})", system.name(), why(system));
      return Transport.NIO;
    }
    log.info("transport: {}", system.name());
    return system;
  }

  /** The last cause says which library is missing, the first only that something is. */
  private static String why(Transport transport) {
    Throwable cause = transport.unavailabilityCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause);
  }
}
