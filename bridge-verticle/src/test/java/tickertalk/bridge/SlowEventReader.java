package tickertalk.bridge;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A reader of Server-Sent Events that reads only when it is told to, by a small socket. */
final class SlowEventReader implements AutoCloseable {
  private final Socket socket = new Socket();
  private final BufferedReader in;

  SlowEventReader(Edge edge, String uri) throws IOException {
    socket.setReceiveBufferSize(4_096); // before it connects, so that little fits in between
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()), 5_000);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1_024);
    String request =
        "GET " + uri + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    while (!in.readLine().startsWith("retry: ")) {
      // the header, and the size of the first chunk
    }
  }

  /** The seq of the next entry. Chunks begin and end with events here, so lines are whole. */
  long nextSeq() throws IOException {
    String line = in.readLine();
    while (!line.startsWith("data: ")) {
      line = in.readLine();
    }
    return new JsonObject(line.substring(6)).getLong("seq");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
