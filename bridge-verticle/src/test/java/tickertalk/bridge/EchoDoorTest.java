package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EchoDoorTest {
  private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final int COMPRESSED = 0x40;

  static Edge edge;

  @BeforeAll
  static void open() {
    edge = new Edge();
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/plain/echo,Echo: hi",
    "/ws,Echo: hi",
    "/websocket,Echo: hi",
    "/plain/echo?prefix=Received,Received: hi",
    "/plain/echo?prefix=,hi"
  })
  void textIsSaidBackWithItsPrefix(String uri, String answer) {
    PlainClient client = PlainClient.at(edge, uri);
    client.send("hi");
    assertThat(client.next()).isEqualTo(answer);
    client.leave();
  }

  @Test
  void koreanComesBackAsItWasSent() {
    PlainClient client = PlainClient.at(edge, "/ws");
    client.send("여기 👩‍👩‍👧");
    assertThat(client.next()).isEqualTo("Echo: 여기 👩‍👩‍👧");
  }

  @Test
  void bytesComeBackAsBytes() {
    PlainClient client = PlainClient.at(edge, "/plain/echo");
    Buffer bytes = Buffer.buffer(new byte[] {0, 1, -1, (byte) 0x80, 'h', 'i'});
    client.send(bytes);
    assertThat(client.nextBinary()).isEqualTo(bytes);
    client.send(Buffer.buffer());
    assertThat(client.nextBinary().length()).isZero();
  }

  @Test
  void aMessageInFragmentsCutWithinACharacterComesBackWhole() {
    PlainClient client = PlainClient.at(edge, "/plain/echo");
    byte[] text = "가나".getBytes(StandardCharsets.UTF_8);
    try (RawClient raw = RawClient.at(edge, "/plain/echo")) {
      raw.sendFrame(RawClient.TEXT, false, new byte[0]);
      raw.sendFrame(0, false, Arrays.copyOfRange(text, 0, 2));
      raw.sendFrame(0, true, Arrays.copyOfRange(text, 2, text.length));
      Buffer whole = Buffer.buffer();
      for (int length = "Echo: ".length() + text.length; whole.length() < length; ) {
        whole.appendBuffer(raw.read().payload());
      }
      assertThat(whole.toString()).isEqualTo("Echo: 가나");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    client.send(WebSocketFrame.binaryFrame(Buffer.buffer("a"), false));
    client.send(WebSocketFrame.continuationFrame(Buffer.buffer("b"), true));
    assertThat(client.nextBinary()).isEqualTo(Buffer.buffer("ab"));
  }

  @Test
  void aThousandLinesComeBackInOrder() {
    PlainClient client = PlainClient.at(edge, "/plain/echo");
    IntStream.range(0, 1_000).forEach(i -> client.send("line " + i));
    IntStream.range(0, 1_000).forEach(i -> assertThat(client.next()).isEqualTo("Echo: line " + i));
  }

  /** The answers have nowhere to go, so the server must stop reading, and with it the sender. */
  @Test
  void whoDoesNotReadCannotSendWithoutEnd() throws Exception {
    try (RawClient greedy = RawClient.at(edge, "/plain/echo")) {
      byte[] chunk = new byte[60_000];
      Thread sender =
          new Thread(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  greedy.sendFrame(RawClient.BINARY, true, chunk);
                }
              });
      sender.setUncaughtExceptionHandler((thread, hungUp) -> {});
      sender.start();
      PlainClient other = PlainClient.at(edge, "/plain/echo");
      sender.join(1_000);
      assertThat(sender.isAlive()).as("60 MB cannot be sent while nothing is read").isTrue();
      other.send("hi");
      assertThat(other.next()).isEqualTo("Echo: hi");
      for (int i = 0; i < 1_000; i++) {
        assertThat(greedy.read().payload().length()).isEqualTo(chunk.length);
      }
      sender.join();
    }
  }

  @Test
  void eitherSideCanClose() {
    PlainClient client = PlainClient.at(edge, "/ws");
    client.socket.close((short) 4321, "enough");
    assertThat(client.closed().code()).isEqualTo(4321);
  }

  @Test
  void whoComesWithoutAWebSocketIsToldSo() {
    var answer = edge.get("/plain/echo");
    assertThat(answer.statusCode()).isEqualTo(426);
    assertThat(answer.getHeader("upgrade")).isEqualTo("websocket");
    assertThat(answer.bodyAsJsonObject().getString("message")).isEqualTo("connect by WebSocket");
  }

  @Test
  void aVersionOfTheProtocolThatIsNotSpokenIsRefused() {
    var answer =
        Edge.soon(
            edge.request(HttpMethod.GET, "/ws")
                .putHeader("upgrade", "websocket")
                .putHeader("connection", "Upgrade")
                .putHeader("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
                .putHeader("sec-websocket-version", "12")
                .send());
    assertThat(answer.statusCode()).isIn(400, 426);
  }

  @Test
  void aPrefixThatIsTooLongIsRefused() {
    var answer =
        Edge.soon(
            edge.request(HttpMethod.GET, "/ws?prefix=" + "x".repeat(101))
                .putHeader("upgrade", "websocket")
                .send());
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  /** Of every length of a frame's head, whole and in pieces, text and bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 125, 126, 127, 128, 1_000, 65_535, 65_536, 131_072, 262_144})
  void whatIsCompressedComesBackAsItWas(int length) throws Exception {
    byte[] message = new byte[length];
    for (int i = 0; i < length; i++) {
      message[i] = (byte) ('a' + i * i % 26);
    }
    try (RawClient client = RawClient.at(edge, "/plain/echo?prefix=", DEFLATE)) {
      for (int opcode : new int[] {RawClient.TEXT, RawClient.BINARY}) {
        byte[] compressed = compressed(message);
        client.sendFrame(COMPRESSED | opcode, true, compressed);
        assertThat(inflated(client, opcode)).isEqualTo(message);

        int half = compressed.length / 2;
        client.sendFrame(COMPRESSED | opcode, false, Arrays.copyOf(compressed, half));
        client.sendFrame(0, true, Arrays.copyOfRange(compressed, half, compressed.length));
        assertThat(inflated(client, opcode)).isEqualTo(message);

        client.sendFrame(opcode, true, message);
        assertThat(inflated(client, opcode)).as("though it was not compressed").isEqualTo(message);
      }
    }
  }

  private static byte[] compressed(byte[] message) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(message);
    byte[] out = new byte[message.length + 1_000];
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, length - 4);
  }

  /** The next message, which is compressed if that is worth it, and then shorter than it was. */
  private static byte[] inflated(RawClient client, int opcode) throws Exception {
    RawClient.Frame frame = client.read();
    assertThat(frame.opcode()).isEqualTo(opcode);
    if (!frame.compressed()) {
      assertThat(frame.payload().length()).isLessThan(128);
      return frame.payload().getBytes();
    }
    Inflater inflater = new Inflater(true);
    inflater.setInput(
        frame.payload().copy().appendBytes(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF}).getBytes());
    byte[] out = new byte[262_144];
    int length = inflater.inflate(out);
    inflater.end();
    assertThat(frame.payload().length()).isLessThan(length);
    return Arrays.copyOf(out, length);
  }

  @Test
  void withoutTheOfferNothingIsCompressed() throws IOException {
    try (RawClient client = RawClient.at(edge, "/plain/echo?prefix=")) {
      client.sendText("x".repeat(10_000));
      assertThat(client.read().text()).isEqualTo("x".repeat(10_000));
    }
  }
}
