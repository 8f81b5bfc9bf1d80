package tickertalk.bridge;

import io.vertx.core.http.ServerWebSocket;

/**
 * Why the bridge ends a connection: the closed table of its close codes. Codes up to 4399 tell the
 * client to come back, those from 4400 on to mend something first.
 *
 * @param code 1000 to 4999, as in RFC 6455
 * @param text at most 123 bytes of UTF-8
 */
record CloseReason(int code, String text) {
  /** The client said that it goes. */
  static final CloseReason NORMAL = new CloseReason(1000, "bye");

  /** The client broke the rules of the WebSocket or of SockJS. */
  static final CloseReason PROTOCOL_ERROR = new CloseReason(1002, "protocol error");

  /** A text was not UTF-8. */
  static final CloseReason INVALID_UTF8 = new CloseReason(1007, "not UTF-8");

  /** A message was larger than the bridge takes. */
  static final CloseReason TOO_LARGE = new CloseReason(1009, "too large");

  /** There is no place for one more; it is to come back later. */
  static final CloseReason FULL = new CloseReason(1013, "try again later");

  /** The browser reads too slowly; it is to come back and resume from its last seq. */
  static final CloseReason SLOW = new CloseReason(4001, "slow");

  /** The session is over or was never good; it is to sign in again. */
  static final CloseReason SIGNED_OUT = new CloseReason(4401, "the session is over");

  /**
   * The bridge goes away; it is to connect to another, or here again.
   *
   * @param retryAfterMs when to come back, so that not all come at once
   */
  static CloseReason goingAway(long retryAfterMs) {
    return new CloseReason(1001, "{\"retryAfterMs\":" + retryAfterMs + "}");
  }

  /** Ends a WebSocket that is served by Vert.x. */
  void apply(ServerWebSocket socket) {
    socket.close((short) code, text);
  }

  /** What the client broke, in the words of whoever noticed. */
  static CloseReason protocolError(int code) {
    return switch (code) {
      case 1007 -> INVALID_UTF8;
      case 1009 -> TOO_LARGE;
      default -> PROTOCOL_ERROR;
    };
  }
}
