package tickertalk.bridge;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Why the bridge ends a connection: the closed table of its close codes. Codes up to 4399 tell the
 * client to come back, those from 4400 on to mend something first.
 *
 * @param code 1000 to 4999, as in RFC 6455
 * @param text at most {@value #MAX_BYTES} bytes of UTF-8
 */
record CloseReason(int code, String text) {
  /** What a control frame holds besides the code (RFC 6455, 5.5). */
  private static final int MAX_BYTES = 123;

  /** The client said that it goes. */
  static final CloseReason NORMAL = new CloseReason(1000, "bye");

  /** The client broke the rules of the WebSocket or of SockJS. */
  static final CloseReason PROTOCOL_ERROR = new CloseReason(1002, "protocol error");

  /** What is said of a connection that ended without a word; never on the wire. */
  static final CloseReason BROKEN_OFF = new CloseReason(1006, "");

  /** What is said of a connection that was closed without a code; never on the wire. */
  static final CloseReason NO_CODE = new CloseReason(1005, "");

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

  /** It may not be in the room any more: kicked, banned, or the room is not open to it. */
  static final CloseReason SENT_AWAY = new CloseReason(4403, "sent away from the room");

  /**
   * The same, with what the moderator wrote.
   *
   * @param why the beginning of it is told, as far as there is place
   */
  static CloseReason sentAway(Optional<String> why) {
    return why.map(text -> new CloseReason(SENT_AWAY.code, cut(SENT_AWAY.text + ": " + text)))
        .orElse(SENT_AWAY);
  }

  /** As much of a text as there is place for; no character is cut in two. */
  private static String cut(String text) {
    CharBuffer rest = CharBuffer.wrap(text);
    StandardCharsets.UTF_8.newEncoder().encode(rest, ByteBuffer.allocate(MAX_BYTES), true);
    return text.substring(0, rest.position());
  }

  /**
   * The bridge goes away; it is to connect to another, or here again.
   *
   * @param retryAfterMs when to come back, so that not all come at once
   */
  static CloseReason goingAway(long retryAfterMs) {
    return new CloseReason(1001, "{\"retryAfterMs\":" + retryAfterMs + "}");
  }

  /** Whether a peer may say this code; from 5000 on there are none (RFC 6455, 7.4). */
  static boolean isLegal(int code) {
    return WebSocketCloseStatus.isValidStatusCode(code) && code < 5_000;
  }

  /** Whether the client broke a rule of the WebSocket, and is not waited for. */
  boolean isOfABrokenRule() {
    return code == PROTOCOL_ERROR.code || code == INVALID_UTF8.code;
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
