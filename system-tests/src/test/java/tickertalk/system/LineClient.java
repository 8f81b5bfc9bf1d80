package tickertalk.system;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Any WebSocket client at a plain door: lines out, lines in. */
final class LineClient implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final WebSocket socket;

  LineClient(Tickertalk server, String path) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://" + server.origin().getAuthority() + path),
                new WebSocket.Listener() {
                  private final StringBuilder line = new StringBuilder();

                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence part, boolean last) {
                    line.append(part);
                    if (last) {
                      lines.add(line.toString());
                      line.setLength(0);
                    }
                    from.request(1);
                    return null;
                  }

                  @Override
                  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                    closeCode.complete(code);
                    return null;
                  }
                })
            .join();
  }

  LineClient send(String line) {
    socket.sendText(line, true).join();
    return this;
  }

  /** Waits for this line. */
  void gets(String line) {
    await("\"" + line + "\"").atMost(Duration.ofSeconds(15)).until(() -> lines.contains(line));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  int closeCode() {
    return closeCode.join();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
