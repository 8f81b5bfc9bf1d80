package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed when they say for whom they ask. The peer is always 127.0.0.1. */
@Timeout(20)
class ForwardedTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Edge.soon(vertx.close());
  }

  /** Asks with headers; gives who the server thinks asks, how, and whom. */
  private String ask(TrustedProxies trusted, String headers) throws IOException {
    Router router = Listener.router(vertx);
    router
        .get("/who")
        .handler(
            request ->
                request.end(
                    request.request().remoteAddress().hostAddress()
                        + " "
                        + (request.request().isSSL() ? "https" : "http")
                        + " "
                        + request.request().authority()));
    Listener listener =
        Listener.first(
            vertx,
            ListenConfig.at("127.0.0.1", 0).with(trusted),
            new ClientPatience.Crowd(1_000, () -> {}));
    Edge.soon(listener.listen(router));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      socket.setSoTimeout(10_000);
      String head = "GET /who HTTP/1.1\nHost: here:81\nConnection: close\n" + headers.strip();
      socket
          .getOutputStream()
          .write((head + "\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 200");
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.7\nX-Forwarded-Proto: https\nX-Forwarded-Host: evil",
        "Forwarded: for=203.0.113.7;proto=https;host=evil",
        "X-Forwarded-Ssl: on\nX-Forwarded-Port: 443"
      })
  void aPeerThatIsNotTrustedIsNotBelieved(String headers) throws IOException {
    assertThat(ask(TrustedProxies.none(), headers)).isEqualTo("127.0.0.1 http here:81");
    assertThat(ask(TrustedProxies.of(List.of("10.0.0.0/8", "::1")), headers))
        .isEqualTo("127.0.0.1 http here:81");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // nothing said
        " | 127.0.0.1 http here:81",
        // the client
        "X-Forwarded-For: 203.0.113.7 | 203.0.113.7 http here:81",
        "X-Forwarded-For: 2001:db8::7 | 2001:db8:0:0:0:0:0:7 http here:81",
        "X-Forwarded-For: [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7 http here:81",
        "X-Forwarded-For: 203.0.113.7:4711 | 203.0.113.7 http here:81",
        // what a client made up stands left of what the proxy added
        "X-Forwarded-For: 1.2.3.4, 203.0.113.7 | 203.0.113.7 http here:81",
        "X-Forwarded-For: 1.2.3.4;X-Forwarded-For: 203.0.113.7 | 203.0.113.7 http here:81",
        "X-Forwarded-For: 10.9.9.9, 203.0.113.7 | 203.0.113.7 http here:81",
        // several trusted proxies
        "X-Forwarded-For: 1.2.3.4, 203.0.113.7, 10.1.1.1 | 203.0.113.7 http here:81",
        "X-Forwarded-For: 203.0.113.7, 2001:db8:a::1, 10.1.1.1 | 203.0.113.7 http here:81",
        "X-Forwarded-For: 10.1.1.2, 10.1.1.1 | 10.1.1.2 http here:81",
        // no address
        "X-Forwarded-For: unknown | 127.0.0.1 http here:81",
        "X-Forwarded-For: 1.2.3.4, localhost | 127.0.0.1 http here:81",
        "X-Forwarded-For: nonsense, 10.1.1.1 | 10.1.1.1 http here:81",
        "X-Forwarded-For: | 127.0.0.1 http here:81",
        // how and whom it asked
        "X-Forwarded-Proto: https | 127.0.0.1 https here:81",
        "X-Forwarded-Proto: wss | 127.0.0.1 https here:81",
        "X-Forwarded-Proto: gopher | 127.0.0.1 http here:81",
        "X-Forwarded-Proto: https;X-Forwarded-Host: there | 127.0.0.1 https there",
        "X-Forwarded-Proto: https;X-Forwarded-Host: there:8443 | 127.0.0.1 https there:8443",
        "X-Forwarded-Proto: https;X-Forwarded-Host: there;X-Forwarded-Port: 443"
            + " | 127.0.0.1 https there",
        "X-Forwarded-Host: there;X-Forwarded-Port: 8443 | 127.0.0.1 http there:8443",
        "X-Forwarded-Host: [::2]:82 | 127.0.0.1 http [::2]:82",
        "X-Forwarded-Host: a b c/d;X-Forwarded-Port: many | 127.0.0.1 http here:81",
        "X-Forwarded-For: 1.2.3.4, 203.0.113.7;X-Forwarded-Proto: http, https"
            + " | 203.0.113.7 https here:81",
        "X-Forwarded-For: 203.0.113.7, 10.1.1.1;X-Forwarded-Proto: https, http"
            + " | 203.0.113.7 https here:81",
        "X-Forwarded-For: 203.0.113.7, 10.1.1.1;X-Forwarded-Proto: https"
            + " | 203.0.113.7 https here:81",
        // the standard's header, when the other is not there
        "Forwarded: for=203.0.113.7#proto=https#host=there | 203.0.113.7 https there",
        "Forwarded: For=\"[2001:db8::7]:47\"#Proto=https | 2001:db8:0:0:0:0:0:7 https here:81",
        "Forwarded: for=1.2.3.4#host=evil, for=203.0.113.7#host=there"
            + " | 203.0.113.7 http there",
        "Forwarded: for=203.0.113.7#proto=https, for=10.1.1.1#proto=http"
            + " | 203.0.113.7 https here:81",
        "Forwarded: for=_hidden#proto=https | 127.0.0.1 https here:81",
        "Forwarded: for=1.2.3.4;X-Forwarded-For: 203.0.113.7 | 203.0.113.7 http here:81",
      })
  void aTrustedPeerIsBelievedAsFarAsItSaw(String headers, String who) throws IOException {
    String lines = headers == null ? "" : headers.replace(";", "\n").replace("#", ";");
    TrustedProxies trusted =
        TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8", "2001:db8:a::/48"));
    assertThat(ask(trusted, lines)).isEqualTo(who);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/8/8",
        "::/129",
        "10/8",
        "*"
      })
  void whatIsNoRangeIsNamed(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.of(List.of("::1", range)))
        .withMessageStartingWith("trusted-proxies: \"" + range + "\"");
  }

  @Test
  void rangesAreOfEitherKind() throws IOException {
    TrustedProxies some =
        TrustedProxies.of(List.of("192.0.2.128/25", " 2001:db8::/32", "0.0.0.0/32"));
    assertThat(some.contain(InetAddress.getByName("192.0.2.128"))).isTrue();
    assertThat(some.contain(InetAddress.getByName("192.0.2.127"))).isFalse();
    assertThat(some.contain(InetAddress.getByName("2001:db8:ffff::1"))).isTrue();
    assertThat(some.contain(InetAddress.getByName("2001:db9::1"))).isFalse();
    assertThat(some.contain(InetAddress.getByName("::ffff:192.0.2.200")))
        .as("an IPv4 address in IPv6's clothes")
        .isTrue();
    assertThat(TrustedProxies.of(List.of("0.0.0.0/0")).contain(InetAddress.getByName("8.8.8.8")))
        .isTrue();
  }
}
