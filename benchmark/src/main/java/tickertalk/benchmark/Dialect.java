package tickertalk.benchmark;

import java.util.List;
import java.util.Optional;

/** How a client speaks with one kind of server: what it sends, and what it gets. */
interface Dialect {
  /** One step of joining: what to send, and what the answer must contain, if either. */
  record Step(Optional<String> send, Optional<String> expect) {
    static Step await(String expect) {
      return new Step(Optional.empty(), Optional.of(expect));
    }

    static Step say(String send) {
      return new Step(Optional.of(send), Optional.empty());
    }

    static Step ask(String send, String expect) {
      return new Step(Optional.of(send), Optional.of(expect));
    }
  }

  /** How many messages one WebSocket message of the server's may carry. */
  enum Framing {
    ONE,
    MANY
  }

  /**
   * The path and query of the handshake of one who reads.
   *
   * @param socket 0, 1, 2 … through the run
   */
  String subscriberPath(String room, int socket);

  /** What a reader does after the handshake; it has joined when the last step was answered. */
  List<Step> join(String room);

  /** The path and query of the handshake of one who posts. */
  String publisherPath(String room, int socket);

  /** What one who posts does after the handshake. */
  default List<Step> signIn() {
    return List.of();
  }

  /** Whether a poster can post to one room only, so that each room needs its own. */
  default boolean publisherPerRoom() {
    return false;
  }

  /** The frame that posts a message. */
  String post(Message message);

  default Framing framing() {
    return Framing.ONE;
  }

  /** What to answer to a short frame that is no delivery, such as a heartbeat. */
  default Optional<String> answer(String frame) {
    return Optional.empty();
  }

  /** Whether a frame to one who posts says that a post failed. */
  default boolean isRefusal(String frame) {
    return false;
  }
}
