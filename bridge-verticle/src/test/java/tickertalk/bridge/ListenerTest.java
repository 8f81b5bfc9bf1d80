package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** TLS, its certificate's renewal, HTTP/2, the way from plain HTTP, and clients that dawdle. */
@Timeout(30)
class ListenerTest {
  private static final Duration AT_ONCE = Duration.ofMillis(20);
  private static final ClientPatience.Crowd CROWD = new ClientPatience.Crowd(1_000, () -> {});

  private static final ClientPatience.Bounds HASTE =
      new ClientPatience.Bounds(
          Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200));

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  /** Connections that are no longer HTTP's. */
  private final BlockingQueue<NetSocket> taken = new LinkedBlockingQueue<>();

  /** A client that nobody refers to is closed with its connections. */
  private final List<Object> clients = new ArrayList<>();

  private final List<Listener> listeners = new ArrayList<>();

  private Listener listener;

  @AfterEach
  void close() {
    watchLogger().detachAppender(warnings);
    listeners.forEach(Listener::close); // and not waited for: some sockets of the tests stay open
    Edge.soon(vertx.close());
  }

  private static Logger watchLogger() {
    return (Logger) LoggerFactory.getLogger(CertificateWatch.class);
  }

  private static ListenConfig anywhere() {
    return ListenConfig.at("127.0.0.1", 0);
  }

  /** A server that says who it thinks asks, and echoes WebSockets and bodies. */
  private void listen(ListenConfig config, ClientPatience.Bounds patience) {
    Router router = Listener.router(vertx);
    router
        .get("/who")
        .handler(
            request ->
                request.end(
                    request.request().remoteAddress().hostAddress()
                        + " "
                        + request.request().scheme()
                        + " "
                        + request.request().authority()));
    router
        .get("/echo")
        .handler(
            request ->
                request
                    .request()
                    .toWebSocket()
                    .onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage)));
    router
        .get("/taken")
        .handler(
            request -> {
              Handshake.accept(request.request(), Optional.empty());
              request.request().toNetSocket().onSuccess(taken::add);
            });
    router.post("/body").handler(request -> request.request().body().onSuccess(request::end));
    router.get("/never").handler(request -> received.add("never"));
    listener = new Listener(vertx, config, patience, CROWD, Optional.of(AT_ONCE));
    listeners.add(listener);
    Edge.soon(listener.listen(router));
  }

  private HttpClientResponse get(HttpVersion version, RequestOptions options) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(version));
    clients.add(client);
    return Edge.soon(
        client.request(options.setHost("127.0.0.1")).compose(request -> request.send()));
  }

  private HttpClientResponse getWho(HttpVersion version) {
    return get(version, new RequestOptions().setSsl(true).setPort(listener.port()).setURI("/who"));
  }

  private ClientWebSocket webSocket(boolean tls) {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setSsl(tls).setTrustAll(true).setVerifyHost(false));
    clients.add(client);
    ClientWebSocket socket = client.webSocket();
    socket.textMessageHandler(received::add);
    Edge.soon(socket.connect(listener.port(), "127.0.0.1", "/echo"));
    return socket;
  }

  private void isEchoed(ClientWebSocket socket, String text) {
    Edge.soon(socket.writeTextMessage(text));
    assertThat(Edge.soon(received)).isEqualTo(text);
  }

  /** What a new connection is shown. */
  private Certificate shown() {
    try {
      return getWho(HttpVersion.HTTP_1_1).request().connection().peerCertificates().get(0);
    } catch (IOException e) {
      throw new AssertionError("no certificate", e);
    }
  }

  private void isShownSoon(TestIdentity identity) {
    Certificate expected = identity.bundle().getCertificate();
    while (!shown().equals(expected)) {
      Thread.onSpinWait(); // the test's own time limit ends it
    }
  }

  @Test
  void http2AndHttp1AndWebSocketsShareAPort() {
    listen(anywhere().with(TestIdentity.rsa().in(folder)), ClientPatience.Bounds.DEFAULT);

    assertThat(getWho(HttpVersion.HTTP_2).version()).isEqualTo(HttpVersion.HTTP_2);
    HttpClientResponse old = getWho(HttpVersion.HTTP_1_1);
    assertThat(old.version()).isEqualTo(HttpVersion.HTTP_1_1);
    assertThat(old.request().connection().sslSession().getProtocol()).isEqualTo("TLSv1.3");
    isEchoed(webSocket(true), "over TLS");
  }

  @Test
  void thereIsNoWayInWithoutTls() {
    listen(anywhere().with(TestIdentity.rsa().in(folder)), ClientPatience.Bounds.DEFAULT);
    assertThatThrownBy(() -> webSocket(false)).isInstanceOf(Exception.class);
    assertThatThrownBy(
            () -> get(HttpVersion.HTTP_1_1, new RequestOptions().setPort(listener.port())))
        .isInstanceOf(Exception.class);
  }

  @Test
  void withoutTlsHttp2IsNotSpoken() throws IOException {
    listen(anywhere(), HASTE);
    assertThat(exchange("PRI * HTTP/2.0\n\nSM\n\n"))
        .as("the frame with which HTTP/2 begins, of type 4")
        .doesNotContain("\u0004");
    assertThat(
            exchange(
                """
                GET /who HTTP/1.1
                Host: a
                Connection: Upgrade, HTTP2-Settings, close
                Upgrade: h2c
                HTTP2-Settings: AAMAAABkAAQAAP__

                """))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aNewCertificateIsShownToNewConnectionsAndOldOnesGoOn() {
    TestIdentity first = TestIdentity.rsa();
    listen(anywhere().with(first.in(folder)), ClientPatience.Bounds.DEFAULT);
    assertThat(shown()).isEqualTo(first.bundle().getCertificate());
    ClientWebSocket socket = webSocket(true);

    TestIdentity second = TestIdentity.ec();
    second.in(folder);

    isShownSoon(second);
    isEchoed(socket, "still here");
    assertThat(getWho(HttpVersion.HTTP_2).version()).isEqualTo(HttpVersion.HTTP_2);
  }

  /** As Kubernetes and certbot do it: the path stays, what it points to changes. */
  @Test
  void aSymbolicLinkThatPointsElsewhereIsANewCertificate() throws IOException {
    TestIdentity first = TestIdentity.ec();
    TestIdentity second = TestIdentity.ec();
    first.in(Files.createDirectory(folder.resolve("1")));
    second.in(Files.createDirectory(folder.resolve("2")));
    Path current = Files.createSymbolicLink(folder.resolve("now"), Path.of("1"));
    listen(
        anywhere()
            .with(
                new TlsConfig(
                    current.resolve("cert.pem"), current.resolve("key.pem"), Optional.empty())),
        ClientPatience.Bounds.DEFAULT);
    assertThat(shown()).isEqualTo(first.bundle().getCertificate());

    Files.move(
        Files.createSymbolicLink(folder.resolve("next"), Path.of("2")),
        current,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);

    isShownSoon(second);
  }

  @Test
  void aBrokenNewFileIsToldOfOnceAndTheOldCertificateStays() throws IOException {
    TestIdentity first = TestIdentity.ec();
    TlsConfig files = first.in(folder);
    warnings.start();
    watchLogger().addAppender(warnings);
    listen(anywhere().with(files), ClientPatience.Bounds.DEFAULT);

    Files.writeString(files.certificate(), "half a certif");
    while (warned().isEmpty()) {
      assertThat(shown()).isEqualTo(first.bundle().getCertificate());
    }
    Files.delete(files.key());
    while (warned().size() < 2) {
      assertThat(shown()).isEqualTo(first.bundle().getCertificate());
    }
    assertThat(warned().get(0)).contains("tls-cert").contains("not PEM");
    assertThat(warned().get(1)).contains("tls-key").contains("no file");

    TestIdentity second = TestIdentity.ec();
    second.in(folder);
    isShownSoon(second);
    assertThat(warned()).hasSize(2);
  }

  private List<String> warned() {
    return List.copyOf(warnings.list).stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** What one server is told, all at its port must know, however many event loops they run on. */
  @Test
  void serversOfOnePortShareTheNewCertificate() {
    TestIdentity first = TestIdentity.ec();
    ServerIdentity identity = ServerIdentity.read(first.in(folder));
    ListenConfig shared = ListenConfig.at("127.0.0.1", 0);
    listen(shared.with(first.in(folder)), ClientPatience.Bounds.DEFAULT);
    ListenConfig same = ListenConfig.at("127.0.0.1", listener.port()).with(first.in(folder));
    Edge.soon(listener.close());
    Listener[] both = {
      new Listener(
          vertx, same, ClientPatience.Bounds.DEFAULT, CROWD, Optional.of(Duration.ofDays(1))),
      new Listener(vertx, same, ClientPatience.Bounds.DEFAULT, CROWD, Optional.of(AT_ONCE))
    };
    for (Listener one : both) {
      listeners.add(one);
      Router router = Listener.router(vertx);
      router.get("/who").handler(request -> request.end("somebody"));
      Edge.soon(one.listen(router));
    }
    assertThat(shown()).isEqualTo(identity.certificate());

    TestIdentity second = TestIdentity.ec();
    second.in(folder);

    isShownSoon(second);
    for (int i = 0; i < 4; i++) { // connections are dealt out in turn
      assertThat(shown()).isEqualTo(second.bundle().getCertificate());
    }
  }

  @Test
  void plainHttpIsSentOnToTls() throws IOException {
    TlsConfig files = TestIdentity.ec().in(folder);
    listen(
        anywhere().with(new TlsConfig(files.certificate(), files.key(), Optional.of(0))),
        ClientPatience.Bounds.DEFAULT);
    String tls = ":" + listener.port();
    assertThat(redirected("GET /a/b?c=d%20e HTTP/1.1\nHost: example.com:80"))
        .isEqualTo("https://example.com" + tls + "/a/b?c=d%20e");
    assertThat(redirected("POST /api/session HTTP/1.1\nHost: [::1]"))
        .isEqualTo("https://[::1]" + tls + "/api/session");
    assertThat(
            redirected(
                """
                GET /eventbus/websocket HTTP/1.1
                Host: a
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="""))
        .isEqualTo("https://a" + tls + "/eventbus/websocket");
    assertThat(exchange(listener.redirectPort(), "GET / HTTP/1.0\n\n")).contains(" 400 ");
  }

  private String redirected(String head) throws IOException {
    String answer = exchange(listener.redirectPort(), head + "\nConnection: close\n\n");
    assertThat(answer).startsWith("HTTP/1.1 308 ");
    return answer
        .lines()
        .filter(line -> line.startsWith("location: "))
        .map(line -> line.substring("location: ".length()))
        .findFirst()
        .orElseThrow();
  }

  private String exchange(String sent) throws IOException {
    return exchange(listener.port(), sent);
  }

  /** Sends this and nothing more; gives what comes until the server closes. */
  private static String exchange(int port, String sent) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(sent.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /who HTTP/1.1\nHost: a\nX-Slow: "})
  void whoDoesNotFinishTheFirstHeadIsClosed(String beginning) throws IOException {
    listen(anywhere(), HASTE);
    assertThat(exchange(beginning)).isEmpty();
  }

  @Test
  void whoDoesNotFinishTheNextHeadIsClosed() throws IOException {
    listen(anywhere(), HASTE);
    assertThat(exchange("GET /who HTTP/1.1\nHost: a\n\nGET /who HT")).startsWith("HTTP/1.1 200");
  }

  @Test
  void whoDoesNotFinishABodyIsClosed() throws IOException {
    listen(anywhere(), HASTE);
    assertThat(exchange("POST /body HTTP/1.1\nHost: a\nContent-Length: 10\n\nabc")).isEmpty();
  }

  @Test
  void whoIsSilentInHttp2IsClosed() {
    listen(anywhere().with(TestIdentity.ec().in(folder)), HASTE);
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    getWho(HttpVersion.HTTP_2).request().connection().closeHandler(gone -> closed.add("closed"));
    assertThat(Edge.soon(closed)).isEqualTo("closed");
  }

  /** Whoever came later and is silent is closed; the silent WebSocket is not. */
  @Test
  void aWebSocketMayBeSilentAndAnAnswerMayTakeLong() throws IOException {
    listen(anywhere(), HASTE);
    ClientWebSocket socket = webSocket(false);
    try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      waiting
          .getOutputStream()
          .write("GET /never HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(Edge.soon(received)).isEqualTo("never");
      for (int i = 0; i < 3; i++) {
        assertThat(exchange("")).isEmpty();
      }
      isEchoed(socket, "here");
      waiting.setSoTimeout(1);
      assertThatThrownBy(() -> waiting.getInputStream().read())
          .as("no answer, but open")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  /** It says that its upgrade has a body of no bytes, which was waited for in vain. */
  @Test
  void aWebSocketOfJavasOwnClientMayBeSilentToo() throws IOException {
    listen(anywhere(), HASTE);
    URI door = URI.create("ws://127.0.0.1:" + listener.port() + "/taken");
    clients.add(
        java.net.http.HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(door, new WebSocket.Listener() {})
            .join());
    NetSocket socket = Edge.soon(taken);
    socket.closeHandler(closed -> received.add("closed"));
    for (int i = 0; i < 3; i++) {
      assertThat(exchange("")).isEmpty();
    }
    assertThat(received).isEmpty();
  }

  @Test
  void whatIsTooLongIsRefused() throws IOException {
    listen(anywhere(), ClientPatience.Bounds.DEFAULT);
    assertThat(exchange("GET /" + "a".repeat(13_000) + " HTTP/1.1\nHost: a\n\n")).contains(" 414 ");
    assertThat(exchange("GET /who HTTP/1.1\nHost: a\nX-A: " + "a".repeat(17_000) + "\n\n"))
        .contains(" 431 ");
  }

  /** A host's token may be as long, and goes in the query where a browser opens a WebSocket. */
  @Test
  void theLongestTokenFitsInTheRequestLineAndInAHeader() throws IOException {
    listen(anywhere(), ClientPatience.Bounds.DEFAULT);
    String token = "a".repeat(JwtHeader.MAX_TOKEN_CHARS);
    String end = " HTTP/1.1\nHost: a\nConnection: close\n";
    assertThat(exchange("GET /who?token=" + token + end + "\n")).contains(" 200 ");
    assertThat(exchange("GET /who" + end + "Authorization: Bearer " + token + "\n\n"))
        .contains(" 200 ");
  }

  @Test
  void theProxyProtocolTellsWhoAsks() throws IOException {
    listen(anywhere().withProxyProtocol(), HASTE);
    String request = "GET /who HTTP/1.1\nHost: a\nConnection: close\n\n";
    assertThat(exchange("PROXY TCP4 203.0.113.7 192.0.2.1 4711 443\n" + request))
        .endsWith("203.0.113.7 http a");
    assertThat(exchange(request)).as("without it nobody is served").isEmpty();
  }
}
