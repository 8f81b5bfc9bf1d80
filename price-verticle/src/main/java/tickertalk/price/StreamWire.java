package tickertalk.price;

import java.nio.charset.StandardCharsets;
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
   * Reads a message.
   *
   * @param message in UTF-8, whether it came as text or as binary
   * @param now epoch milliseconds of its arrival
   * @throws SourceException if it cannot be used, or is an error
   */
  default StreamNews read(byte[] message, long now) {
    Optional<Tick> trade = trade(message, now);
    return trade.isPresent()
        ? StreamNews.of(trade.get())
        : read(new String(message, StandardCharsets.UTF_8), now);
  }

  /** Reads a message that is a trade and flawless, which most are; of others it says nothing. */
  Optional<Tick> trade(byte[] message, long now);

  /**
   * Reads any message.
   *
   * @throws SourceException if it cannot be used, or is an error
   */
  StreamNews read(String message, long now);
}
