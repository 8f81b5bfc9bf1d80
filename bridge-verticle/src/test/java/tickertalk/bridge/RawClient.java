package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A WebSocket client made of nothing but a TCP socket: it reads only when it is told to, and may
 * send what no well-behaved client sends.
 */
final class RawClient implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FINAL = 0x80;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  /** What the server sent in one frame. */
  record Frame(int opcode, boolean compressed, Buffer payload) {
    String text() {
      return payload.toString();
    }

    int closeCode() {
      assertThat(opcode).as("the opcode of a close frame").isEqualTo(CLOSE);
      return payload.getUnsignedShort(0);
    }

    String closeReason() {
      return payload.getString(2, payload.length());
    }
  }

  RawClient(Edge edge, String query) {
    this(edge.port(), "/eventbus/websocket" + query);
  }

  /** One at another door, with more lines in the header of its handshake. */
  static RawClient at(Edge edge, String uri, String... headers) {
    return new RawClient(edge.port(), uri, headers);
  }

  private RawClient(int port, String uri, String... headers) {
    try {
      socket.setReceiveBufferSize(4_096); // before it connects, so that little fits in between
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = socket.getOutputStream();
      sendBytes(
          ("GET "
                  + uri
                  + " HTTP/1.1\r\n"
                  + "Host: 127.0.0.1\r\n"
                  + "Upgrade: websocket\r\n"
                  + "Connection: Upgrade\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  + "Sec-WebSocket-Version: 13\r\n"
                  + Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining())
                  + "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(readLine()).startsWith("HTTP/1.1 101");
      skipHeaders();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How whoever comes with this token is sent away. A client of Vert.x's fails when that happens
   * before it is ready itself.
   */
  static Browser.Closed sentAway(Edge edge, String token) {
    try (RawClient client = new RawClient(edge, "?token=" + token)) {
      Frame close = client.read();
      return new Browser.Closed(close.closeCode(), close.closeReason());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void skipHeaders() throws IOException {
    String line;
    do {
      line = readLine();
    } while (!line.isEmpty());
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      assertThat(next).as("a byte of a header line").isNotEqualTo(-1);
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  void sendText(String text) {
    sendFrame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one frame, masked with zeros, which leaves the payload as it is. */
  void sendFrame(int opcode, boolean last, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((last ? FINAL : 0) | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) (((long) payload.length) >> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    try {
      sendBytes(frame.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sendBytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** The next frame that is no heartbeat, which may come at any time. */
  Frame read() throws IOException {
    Frame frame = readAny();
    while (frame.opcode == PING || (frame.opcode == TEXT && frame.text().equals("h"))) {
      frame = readAny();
    }
    return frame;
  }

  private Frame readAny() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(first & 0x0F, (first & 0x40) != 0, Buffer.buffer(payload));
  }

  /** The next frame; none when the server has hung up. */
  Optional<Frame> readUnlessItIsOver() throws IOException {
    try {
      return Optional.of(read());
    } catch (EOFException | SocketException e) {
      return Optional.empty();
    }
  }

  /** Says nothing more. */
  void fallSilent() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads until the server closes, by a close frame or by hanging up. */
  void readToTheEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Hangs up without a word. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
