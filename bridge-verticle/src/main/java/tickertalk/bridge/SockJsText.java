package tickertalk.bridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of the SockJS protocol, 0.3.3, in the frames of a WebSocket.
 *
 * @see <a href="https://github.com/sockjs/sockjs-protocol">the protocol</a>
 */
final class SockJsText {
  /** The session is open. */
  static final String OPEN = "o";

  /** The server lives. */
  static final String HEARTBEAT = "h";

  private static final JsonFactory json = new JsonFactory();
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private SockJsText() {}

  /** What the server says: {@code a["…","…"]}. */
  static String array(List<String> texts) {
    int chars = 2;
    for (String text : texts) {
      chars += text.length() + text.length() / 4 + 3;
    }
    StringBuilder out = new StringBuilder(chars).append("a[");
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      quote(texts.get(i), out);
    }
    return out.append(']').toString();
  }

  /** The server's last word: {@code c[3000,"Go away!"]}. */
  static String close(int code, String reason) {
    StringBuilder out = new StringBuilder("c[").append(code).append(',');
    quote(reason, out);
    return out.append(']').toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    int plain = 0; // from here on nothing had to be escaped
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscaped(c)) {
        out.append(text, plain, i);
        escape(c, out);
        plain = i + 1;
      }
    }
    out.append(text, plain, text.length()).append('"');
  }

  /**
   * What JSON escapes, and what the protocol has escaped besides, because browsers lose or change
   * it on some transports.
   */
  private static boolean isEscaped(char c) {
    if (c < 0x80) {
      return c == '"' || c == '\\' || c < 0x20;
    }
    return c >= 0x200C && (c >= 0xFFF0 || Character.isSurrogate(c) || isInvisible(c));
  }

  private static boolean isInvisible(char c) {
    return c <= 0x200F || (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F);
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX[c >> shift & 0xF]);
        }
      }
    }
  }

  /**
   * What a client says: an array of strings, or one string. An empty frame says nothing.
   *
   * @throws IllegalArgumentException for anything else
   */
  static List<String> messages(String frame) {
    if (frame.isEmpty()) {
      return List.of();
    }
    try (JsonParser parser = json.createParser(frame)) {
      List<String> messages = messages(parser);
      require(parser.nextToken() == null);
      return messages;
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  private static List<String> messages(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.VALUE_STRING) {
      return List.of(parser.getText());
    }
    require(first == JsonToken.START_ARRAY);
    List<String> messages = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() == JsonToken.VALUE_STRING);
      messages.add(parser.getText());
    }
    return messages;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("it is not an array of strings");
    }
  }
}
