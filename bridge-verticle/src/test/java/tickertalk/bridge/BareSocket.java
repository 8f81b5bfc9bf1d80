package tickertalk.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A TCP connection on which nothing was said yet. */
final class BareSocket implements AutoCloseable {
  private final Socket socket = new Socket();

  BareSocket(int port) throws IOException {
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says nothing more. */
  void fallSilent() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException e) {
      // The server was quicker and has hung up; what it said can still be read.
    }
  }

  /** The head of the answer; all that came, when the server hung up before. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  /** All that the server says until it hangs up, which must be soon. */
  String readToTheEnd() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] chunk = new byte[4_096];
    try {
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        said.write(chunk, 0, length);
      }
    } catch (SocketException hungUp) {
      // It hung up with something of ours unread; so the last it said may be lost.
    }
    return said.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
