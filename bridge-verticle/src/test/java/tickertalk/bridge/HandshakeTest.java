package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door where HTTP ends and a WebSocket begins (RFC 6455, 4.2). */
@Timeout(20)
class HandshakeTest {
  private static final String GOOD_KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String WEBSOCKET =
      "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: "
          + GOOD_KEY;

  private static Edge edge;

  @BeforeAll
  static void open() {
    edge = new Edge();
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  /** The examples of RFC 6455, 1.3 and 4.1's errata. */
  @ParameterizedTest
  @CsvSource({
    "dGhlIHNhbXBsZSBub25jZQ==, s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    "wX0eBWuPLr3ilsTB4igNbw==, ni0RQuvkCUID7iSs+Fq6fTFijY8="
  })
  void theAnswerProvesThatTheKeyWasRead(String key, String accept) {
    assertThat(Handshake.acceptOf(key)).isEqualTo(accept);
  }

  /** What comes when these header lines are sent, and nothing more. */
  private static String answer(String requestLine, String lines, String after) throws IOException {
    try (BareSocket client = new BareSocket(edge.port())) {
      client.send(
          requestLine + "\r\nHost: x\r\n" + lines.replace("|", "\r\n") + "\r\n\r\n" + after);
      String head = client.readHead();
      client.fallSilent();
      return head + client.readToTheEnd();
    }
  }

  private static String answer(String lines) throws IOException {
    return answer("GET /eventbus/websocket HTTP/1.1", lines, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WEBSOCKET,
        "upgrade: WebSocket|connection: keep-alive, UPGRADE|Sec-WebSocket-Version: 13"
            + "|Sec-WebSocket-Key: "
            + GOOD_KEY,
        WEBSOCKET + "|Sec-WebSocket-Protocol: chat",
        WEBSOCKET + "|Sec-WebSocket-Extensions: x-unknown; a=1, permessage-bzip2"
      })
  void aGoodHandshakeIsAccepted(String lines) throws IOException {
    assertThat(answer(lines))
        .startsWith("HTTP/1.1 101 ")
        .containsIgnoringCase("\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
        .doesNotContainIgnoringCase("sec-websocket-extensions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Upgrade: websocket|Connection: Upgrade ~ 426",
        "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 8 ~ 426",
        "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 013 ~ 426",
        "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13 ~ 400",
        "Upgrade: h2c|Connection: Upgrade|Sec-WebSocket-Version: 13 ~ 400",
        "Upgrade: websocket|Connection: close|Sec-WebSocket-Version: 13 ~ 400",
        "Upgrade: websocket|Sec-WebSocket-Version: 13 ~ 400",
        "Connection: Upgrade|Sec-WebSocket-Version: 13 ~ 400"
      })
  void aHandshakeThatLacksSomethingIsRefused(String lines, int status) throws IOException {
    assertThat(answer(lines)).startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "dGhlIHNhbXBsZSBub25jZQ", "dG%hlIHNhbXBsZSBub25jZQ==", "AAAA"})
  void aKeyThatIsNotOfSixteenBytesIsRefused(String key) throws IOException {
    String lines = WEBSOCKET.replace(GOOD_KEY, key);
    String answer = answer(lines);
    // Java's decoder needs no padding, and neither does the proof.
    assertThat(answer).startsWith(key.startsWith("dGhl") ? "HTTP/1.1 101 " : "HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "POST /eventbus/websocket HTTP/1.1 ~ 40[045]",
        "HEAD /eventbus/websocket HTTP/1.1 ~ 40[045]",
        "GET /eventbus/websocket HTTP/1.0 ~ 400",
        "GET /eventbus/websocket HTTP/3.0 ~ 501",
        "GET eventbus/websocket HTTP/1.1 ~ 404",
        "GET /eventbus/%zz HTTP/1.1 ~ 40[04]"
      })
  void aRequestLineOfAnotherKindIsRefused(String line, String status) throws IOException {
    assertThat(answer(line, WEBSOCKET, "")).containsPattern("^HTTP/\\d\\.\\d " + status + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: %s",
        "Cookie: tickertalk_session=%s",
        "Sec-WebSocket-Extensions: permessage-deflate; %s",
        "%s: x"
      })
  void headersThatAreTooLargeAreRefused(String line) throws IOException {
    String lines = WEBSOCKET + "|" + line.formatted("x".repeat(16_384));
    assertThat(answer(lines)).startsWith("HTTP/1.1 431 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5|Content-Length: 6",
        "Content-Length: -1",
        "Content-Length: 1e3",
        "X\u0000: y",
        "X : y",
        "no colon"
      })
  void whatAProxyCouldReadInAnotherWayIsRefused(String line) throws IOException {
    assertThat(answer(WEBSOCKET + "|" + line)).startsWith("HTTP/1.1 400 ");
  }

  /** Whoever does not wait for the answer may lose what was sent; the server loses nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/rooms HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u0081\u0085\u0000\u0000\u0000\u0000hello",
        "\u0000\u0000\u0000\u0000"
      })
  void bytesThatComeWithTheHandshakeAreNotTakenForAnotherRequest(String after) throws IOException {
    String answer = answer("GET /eventbus/websocket HTTP/1.1", WEBSOCKET, after);
    assertThat(answer).startsWith("HTTP/1.1 101 ");
    assertThat(answer.indexOf("HTTP/1.1", 1)).as("a second answer in %s", answer).isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 36",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked|Content-Length: 36"
      })
  void aHandshakeWithABodyAnswersNoRequestInTheBody(String line) throws IOException {
    String inner = "GET /api/rooms HTTP/1.1\r\nHost: x\r\n\r\n";
    String answer = answer("GET /eventbus/websocket HTTP/1.1", WEBSOCKET + "|" + line, inner);
    assertThat(answer.indexOf("HTTP/1.1", 1)).as("a second answer in %s", answer).isNegative();
    assertThat(inner).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "permessage-deflate ~ true",
        "permessage-deflate; client_max_window_bits ~ true",
        "permessage-deflate; client_max_window_bits=10 ~ true",
        "PerMessage-Deflate;server_no_context_takeover;client_no_context_takeover ~ true",
        "permessage-deflate; server_max_window_bits=15 ~ true",
        "permessage-deflate; server_max_window_bits=10 ~ false",
        "permessage-deflate; server_max_window_bits=10, permessage-deflate ~ true",
        "permessage-deflate; client_max_window_bits=16 ~ false",
        "permessage-deflate; unknown ~ false",
        "x-permessage-deflate ~ false",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover ~ false",
        "; ~ false"
      })
  void compressionIsTakenWhenItIsOfferedInAFormThatCanBeKept(String offer, boolean taken)
      throws IOException {
    String answer = answer(WEBSOCKET + "|Sec-WebSocket-Extensions: " + offer);
    assertThat(answer).startsWith("HTTP/1.1 101 ");
    assertThat(answer.contains("server_no_context_takeover;client_no_context_takeover"))
        .isEqualTo(taken);
  }

  /** Or the client would have to break off (RFC 7692, 7.1.2.1). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "permessage-deflate; server_max_window_bits=15 ~ true",
        "permessage-deflate; server_max_window_bits=\"15\" ~ true",
        "permessage-deflate; server_max_window_bits=9, permessage-deflate ~ false",
        "permessage-deflate; client_max_window_bits=15 ~ false"
      })
  void aWindowThatIsAskedForByNameIsAgreedToByName(String offer, boolean named) throws IOException {
    String answer = answer(WEBSOCKET + "|Sec-WebSocket-Extensions: " + offer);
    assertThat(answer).contains("permessage-deflate;server_no_context_takeover");
    assertThat(answer.contains(";server_max_window_bits=15")).isEqualTo(named);
  }
}
