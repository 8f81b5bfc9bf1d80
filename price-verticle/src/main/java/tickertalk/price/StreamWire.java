package tickertalk.price;

import java.util.List;
import java.util.Optional;

/**
 * What is said on one connection to an exchange's stream, and how what comes is read. It knows no
 * socket, and is not used for a second connection.
 */
interface StreamWire {
  /** Path and query to connect to. */
  String target();

  /** What to say first. */
  List<String> subscriptions();

  /** What to say now and then to an exchange that closes silent connections. */
  default Optional<String> ping() {
    return Optional.empty();
  }

  /**
   * Reads a message; binary ones come as text.
   *
   * @param now epoch milliseconds of its arrival
   * @throws SourceException if it cannot be used, or is an error
   */
  StreamNews read(String message, long now);
}
