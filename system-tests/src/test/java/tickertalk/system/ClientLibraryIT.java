package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client library, as it is packed, outside of any page; see {@code webroot/package}. */
@Timeout(60)
class ClientLibraryIT {
  private static final Path PACKAGE = Path.of("..", "webroot", "target", "client");

  @Test
  void theSampleOfItsReadmeShouldRun(@TempDir Path data) throws Exception {
    try (Tickertalk server = Tickertalk.start(data)) {
      assertThat(sample(server.origin().toString(), "alice", "안녕")).isEqualTo("alice: 안녕! 👍\n");
    }
  }

  private static String sample(String... arguments) throws IOException, InterruptedException {
    // Node 20 has a WebSocket when asked for it; later ones know the option as well.
    ProcessBuilder node = new ProcessBuilder("node", "--experimental-websocket", "sample.mjs");
    node.command().addAll(List.of(arguments));
    Process process =
        node.directory(PACKAGE.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
