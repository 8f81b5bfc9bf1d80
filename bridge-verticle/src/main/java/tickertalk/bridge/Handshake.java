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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The opening handshake of a WebSocket (RFC 6455, 4.2) as a server sees it. */
final class Handshake {
  /** What every server appends to the client's key (RFC 6455, 1.3). */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;
  private static final String VERSION = "13";
  private static final String DEFLATE = "permessage-deflate";
  private static final String SERVER_WINDOW = "server_max_window_bits";

  /** What an offer may say besides, with nothing that is twice (RFC 7692, 7.1). */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "client_no_context_takeover|server_no_context_takeover"
              + "|client_max_window_bits(=\"?(8|9|1[0-5])\"?)?|server_max_window_bits=\"?15\"?");

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
   * The compression that is agreed on, as the answer has to say it: the first that the client
   * offers with parameters that can be kept to. A smaller window for the server cannot: Java's
   * compressor has but one, of 15 bits.
   */
  static Optional<String> compression(HttpServerRequest request) {
    return request.headers().getAll("Sec-WebSocket-Extensions").stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .map(offer -> offer.replaceAll("[ \t]", "").toLowerCase(Locale.ROOT).split(";", -1))
        .filter(Handshake::isTakeable)
        .findFirst()
        .map(Handshake::agreed);
  }

  private static boolean isTakeable(String... offer) {
    List<String> parameters = List.of(offer).subList(1, offer.length);
    return offer[0].equals(DEFLATE)
        && parameters.stream().allMatch(it -> PARAMETER.matcher(it).matches())
        && parameters.stream().map(it -> it.replaceAll("=.*", "")).distinct().count()
            == parameters.size();
  }

  /** A window that is asked for by name has to be agreed to by name (RFC 7692, 7.1.2.1). */
  private static String agreed(String... offer) {
    String agreed = DEFLATE + ";server_no_context_takeover;client_no_context_takeover";
    return Stream.of(offer).anyMatch(it -> it.startsWith(SERVER_WINDOW))
        ? agreed + ";" + SERVER_WINDOW + "=15"
        : agreed;
  }

  /** Says yes in the headers of the response that ends HTTP on this connection. */
  static void accept(HttpServerRequest request, Optional<String> compression) {
    MultiMap headers =
        request
            .response()
            .headers()
            .set("Upgrade", "websocket")
            .set("Connection", "Upgrade")
            .set("Sec-WebSocket-Accept", acceptOf(request.getHeader("Sec-WebSocket-Key")));
    compression.ifPresent(agreed -> headers.set("Sec-WebSocket-Extensions", agreed));
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
