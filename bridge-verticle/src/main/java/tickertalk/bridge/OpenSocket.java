package tickertalk.bridge;

/** A WebSocket that stays, as {@link OpenSockets} knows it, whatever door it came by. */
interface OpenSocket {
  /** Asks its client for a sign of life; ends it when there was none for long. */
  void beat();

  /** Sends its client away. */
  void close(CloseReason reason);
}
