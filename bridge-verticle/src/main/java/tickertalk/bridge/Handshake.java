package tickertalk.bridge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The opening handshake of a WebSocket (RFC 6455, 4.2) as a server sees it. */
final class Handshake {
  /** What every server appends to the client's key (RFC 6455, 1.3). */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;
  private static final String VERSION = "13";
  private static final String DEFLATE = "permessage-deflate";

  private Handshake() {}

  /** Whether a request wants to become a WebSocket at all. */
  private static boolean isWanted(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request.version() != HttpVersion.HTTP_1_0
        && names(request, "Connection", "upgrade")
        && names(request, "Upgrade", "websocket");
  }

  /** Whether a request is a handshake without fault. */
  static boolean isGood(HttpServerRequest request) {
    return isWanted(request) && hasVersion(request) && hasKey(request);
  }

  private static boolean hasVersion(HttpServerRequest request) {
    return VERSION.equals(request.getHeader("Sec-WebSocket-Version"));
  }

  private static boolean hasKey(HttpServerRequest request) {
    String key = request.getHeader("Sec-WebSocket-Key");
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Whether the client offers compression in a form that can be taken: with any parameter it may
   * have but a smaller window for the server, which Java's compressor cannot keep to.
   */
  static boolean offersCompression(HttpServerRequest request) {
    return request.headers().getAll("Sec-WebSocket-Extensions").stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .map(offer -> offer.replace(" ", "").toLowerCase(Locale.ROOT))
        .anyMatch(Handshake::isTakeable);
  }

  private static boolean isTakeable(String offer) {
    String[] parts = offer.split(";", -1);
    if (!parts[0].equals(DEFLATE)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].matches(
          "client_no_context_takeover|server_no_context_takeover"
              + "|client_max_window_bits(=\"?(8|9|1[0-5])\"?)?|server_max_window_bits=\"?15\"?")) {
        return false;
      }
    }
    return true;
  }

  /** Says yes in the headers of the response that ends HTTP on this connection. */
  static void accept(HttpServerRequest request, boolean deflated) {
    MultiMap headers =
        request
            .response()
            .headers()
            .set("Upgrade", "websocket")
            .set("Connection", "Upgrade")
            .set("Sec-WebSocket-Accept", acceptOf(request.getHeader("Sec-WebSocket-Key")));
    if (deflated) {
      headers.set(
          "Sec-WebSocket-Extensions",
          DEFLATE + ";server_no_context_takeover;client_no_context_takeover");
    }
  }

  /** The proof that the server read the key. */
  static String acceptOf(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** Answers a request that is no good handshake, saying what is wrong. */
  static void refuse(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!isWanted(request)) {
      response.setStatusCode(400).end("Can \"Upgrade\" only to \"WebSocket\".");
    } else if (!hasVersion(request)) {
      response
          .setStatusCode(426)
          .putHeader("Sec-WebSocket-Version", VERSION)
          .end("Sec-WebSocket-Version: must be " + VERSION);
    } else {
      response.setStatusCode(400).end("Sec-WebSocket-Key: must be the Base64 of 16 bytes");
    }
  }

  private static boolean names(HttpServerRequest request, String header, String token) {
    for (String value : request.headers().getAll(header)) {
      for (String part : value.split(",", -1)) {
        if (part.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }
}
