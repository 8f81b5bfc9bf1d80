package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.ByteBufUtil;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which close code RFC 6455 and RFC 7692 have for what a client breaks. */
@Timeout(20)
class ProtocolErrorTest {
  private static final String RAW = "/eventbus/websocket";
  private static final List<String> DOORS = List.of(RAW, "/plain/echo", "/plain/rooms/lobby");
  private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final int FIN = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int CONTINUATION = 0;
  private static final int MAX_MESSAGE = 256 * 1024;
  private static final BrokenFrames frames = new BrokenFrames(new Random(1));
  private static final byte[] PING =
      "{\"type\":\"ping\",\"replyAddress\":\"r\"}".getBytes(StandardCharsets.UTF_8);

  private static Edge edge;

  @BeforeAll
  static void open() {
    edge = new Edge();
    new FakeChat(edge);
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  private static byte[] frame(int first, byte[] payload) {
    return frames.frame(first, true, payload);
  }

  private static byte[] frame(int first, String hex) {
    return frame(first, ByteBufUtil.decodeHexDump(hex));
  }

  private static byte[] bytes(String hex) {
    return ByteBufUtil.decodeHexDump(hex);
  }

  private static byte[] all(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static Stream<Arguments> broken() {
    int text = RawClient.TEXT;
    Stream<Arguments> opcodes =
        IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
            .mapToObj(opcode -> arguments("opcode " + opcode, frame(FIN | opcode, ""), 1002));
    Stream<Arguments> reserved =
        IntStream.of(0x40, 0x20, 0x10, 0x70)
            .mapToObj(bits -> arguments("bits " + bits, frame(FIN | bits | text, PING), 1002));
    Stream<Arguments> codes =
        IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535)
            .mapToObj(code -> arguments("code " + code, closing(code, ""), 1002));
    Stream<Arguments> utf8 =
        Stream.of("c328", "c080", "eda080", "e282", "f4908080", "ff", "f09f98", "80")
            .map(hex -> arguments("UTF-8 " + hex, frame(FIN | text, hex), 1007));
    return Stream.of(
            opcodes,
            reserved,
            codes,
            utf8,
            Stream.of(
                arguments("not masked", frames.frame(FIN | text, false, PING), 1002),
                arguments("nothing to continue", frame(FIN, PING), 1002),
                arguments(
                    "two messages at once", all(frame(text, PING), frame(FIN | text, PING)), 1002),
                arguments("a ping in pieces", frame(RawClient.PING, ""), 1002),
                arguments("a long ping", frame(FIN | RawClient.PING, new byte[126]), 1002),
                arguments("a long close", frame(FIN | RawClient.CLOSE, new byte[126]), 1002),
                arguments("16 bits for 125", bytes("81fe007d00000000"), 1002),
                arguments("64 bits for 65535", bytes("81ff000000000000ffff00000000"), 1002),
                arguments("a negative length", bytes("81ffffffffffffffffff00000000"), 1002),
                arguments("a terabyte", bytes("81ff000001000000000000000000"), 1009),
                arguments("a byte too many", frame(FIN | text, new byte[MAX_MESSAGE + 1]), 1009),
                arguments(
                    "a byte too many in pieces",
                    all(frame(text, new byte[MAX_MESSAGE]), frame(FIN, new byte[1])),
                    1009),
                arguments("bad UTF-8 in pieces", all(frame(text, "e282"), frame(FIN, "28")), 1007),
                arguments("bad UTF-8 in a first piece", frame(text, "cebaeda080"), 1007),
                arguments(
                    "bad UTF-8 across pieces", all(frame(text, "cef4"), frame(0, "90")), 1007),
                arguments(
                    "bad UTF-8 in a second piece",
                    all(frame(text, "ceba"), frame(0, "f4908080")),
                    1007),
                arguments("a close of one byte", frame(FIN | RawClient.CLOSE, "03"), 1002),
                arguments("a bad reason", closing(1000, "c328"), 1007)))
        .flatMap(it -> it);
  }

  private static byte[] closing(int code, String hexReason) {
    byte[] status = {(byte) (code >> 8), (byte) code};
    return frame(FIN | RawClient.CLOSE, all(status, bytes(hexReason)));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void broken(String what, byte[] bytes, int code) throws IOException {
    for (String door : DOORS) {
      assertThat(codeFor(door, bytes)).as(what + " at " + door).isEqualTo(code);
    }
  }

  private static int codeFor(String door, byte[] bytes, String... headers) throws IOException {
    try (RawClient client = RawClient.at(edge, door, headers)) {
      client.sendBytes(bytes);
      return client.read().closeCode();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1003, 1007, 1011, 3000, 4001, 4999})
  void aGoodCloseIsAnsweredByTheSameCode(int code) throws IOException {
    for (String door : DOORS) {
      assertThat(codeFor(door, closing(code, "627965"))).as(door).isEqualTo(code);
    }
  }

  /** It has closed already, and the server must not wait for it to do so again. */
  @Test
  void whoClosesBadlySeesTheEndAtOnce() throws IOException {
    for (String door : DOORS) {
      try (RawClient client = RawClient.at(edge, door)) {
        long began = System.nanoTime();
        client.sendBytes(closing(999, ""));
        assertThat(client.read().closeCode()).as(door).isEqualTo(1002);
        assertThat(client.readUnlessItIsOver()).as(door).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      }
    }
  }

  @Test
  void aCloseWithoutCodeIsAnsweredByOneAndNothingComesAfter() throws IOException {
    try (RawClient client = RawClient.at(edge, RAW)) {
      client.sendBytes(all(frame(FIN | RawClient.CLOSE, ""), frame(FIN | RawClient.TEXT, PING)));
      RawClient.Frame answer = client.read();
      assertThat(answer.opcode()).isEqualTo(RawClient.CLOSE);
      assertThat(answer.payload().length()).isZero();
      assertThat(client.readUnlessItIsOver()).isEmpty();
    }
  }

  static Stream<Arguments> badlyCompressed() {
    int text = COMPRESSED | RawClient.TEXT;
    byte[] good = compressed(PING);
    return Stream.of(
        arguments("not compressed at all", frame(FIN | text, "ffffffffff"), 1002),
        arguments("a block of no length", frame(FIN | text, "000500000068656c6c6f"), 1002),
        arguments("the bit on a continuation", all(frame(text, good), frame(0xC0, good)), 1002),
        arguments("the bit on a ping", frame(FIN | COMPRESSED | RawClient.PING, ""), 1002),
        arguments("another bit besides", frame(FIN | 0x20 | text, good), 1002),
        arguments("a bomb", frame(FIN | text, compressed(new byte[100 << 20])), 1009),
        arguments(
            "a byte too many", frame(FIN | text, compressed(new byte[MAX_MESSAGE + 1])), 1009),
        arguments("bad UTF-8", frame(FIN | text, compressed(bytes("c328"))), 1007));
  }

  private static byte[] compressed(byte[] message) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(message);
    byte[] out = new byte[message.length / 500 + 1_000];
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, length - 4);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void badlyCompressed(String what, byte[] bytes, int code) throws IOException {
    for (String door : DOORS) {
      assertThat(codeFor(door, bytes, DEFLATE)).as(what + " at " + door).isEqualTo(code);
    }
  }

  @Test
  void aCompressedMessageMayComeInPiecesAndTheNextOneIsNotOfItsWindow() throws IOException {
    byte[] good = compressed(PING);
    try (RawClient client = RawClient.at(edge, RAW, DEFLATE)) {
      client.sendBytes(
          all(
              frame(COMPRESSED | RawClient.TEXT, Arrays.copyOf(good, 5)),
              frame(FIN | CONTINUATION, Arrays.copyOfRange(good, 5, good.length)),
              frame(FIN | COMPRESSED | RawClient.TEXT, good),
              frame(FIN | RawClient.TEXT, PING)));
      for (int i = 0; i < 3; i++) {
        assertThat(new JsonObject(client.read().text()).getString("address")).isEqualTo("r");
      }
    }
  }
}
