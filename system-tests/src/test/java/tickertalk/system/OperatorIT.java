package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What whoever runs it gets to see: exit codes, messages, health. */
@Timeout(60)
class OperatorIT {
  @TempDir Path data;

  @Test
  void anUnknownOptionShouldBeNamed() {
    try (Tickertalk wrong = Tickertalk.run("--prot", "1")) {
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.log()).contains("--prot");
    }
  }

  @Test
  void aWrongValueShouldBeRefusedWithTheOptionsName() {
    try (Tickertalk wrong =
        Tickertalk.run("start", "--data", data.toString(), "--price-replay-speed", "61")) {
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.log())
          .contains("--price-replay-speed: must be within")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void theVersionShouldBeTold() {
    try (Tickertalk version = Tickertalk.run("version")) {
      assertThat(version.exitCode()).isZero();
      assertThat(version.log()).matches("(?s)Tickertalk \\d.* on Java \\d.*");
    }
  }

  @Test
  void theCheckShouldSayThatAllIsWell() {
    try (Tickertalk check =
        Tickertalk.run(
            "check", "--port", "0", "--data", data.toString(), "--price-source", "replay")) {
      assertThat(check.exitCode()).isZero();
      assertThat(check.log()).contains("--database", "ok").doesNotContain("FAILED");
    }
  }

  @Test
  void theCheckShouldSayWhatIsWrong() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Tickertalk check =
            Tickertalk.run(
                "check",
                "--port",
                String.valueOf(other.getLocalPort()),
                "--data",
                data.toString(),
                "--database",
                "jdbc:postgresql://127.0.0.1:1/none",
                "--price-source",
                "replay")) {
      assertThat(check.exitCode()).isEqualTo(1);
      assertThat(check.log())
          .containsPattern("--port +FAILED: .*" + other.getLocalPort())
          .containsPattern("--database +FAILED: ");
    }
  }

  @Test
  void aPortThatIsTakenShouldBeNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Tickertalk late =
            Tickertalk.run(
                "--port", String.valueOf(other.getLocalPort()), "--data", data.toString())) {
      assertThat(late.exitCode()).isEqualTo(2);
      assertThat(late.log())
          .contains("--port: ", String.valueOf(other.getLocalPort()))
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aDataFolderThatIsInUseShouldBeRefused() {
    try (Tickertalk first = Tickertalk.start(data);
        Tickertalk second = Tickertalk.run("--port", "0", "--data", data.toString())) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.log()).contains("--data", data.toString(), "in use");
      assertThat(get(first, "/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theOptionsShouldBeReadFromAFileAndTheCommandLineShouldWin() throws IOException {
    Path file = Files.writeString(data.resolve("tickertalk.yaml"), "port: 99999\nrooms: attic\n");
    try (Tickertalk server = Tickertalk.start(data, "--config", file.toString());
        Client visitor = Client.visitor(server)) {
      assertThat(visitor.exchange("send", "chat.rooms", null).encode()).contains("attic");
    }
  }

  @Test
  void healthMetricsAndThePageShouldBeServed() {
    try (Tickertalk server = Tickertalk.start(data)) {
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
      assertThat(get(server, "/metrics").body()).contains("vertx_http_server");
      assertThat(get(server, "/").body()).contains("<!doctype html>");
      assertThat(get(server, "/../../etc/passwd").statusCode()).isEqualTo(404);
    }
  }

  /** The folder it is started in has the page's sources in webroot/, which were served once. */
  @Test
  void nothingOfTheWorkingDirectoryShouldBeServed() {
    try (Tickertalk server = Tickertalk.start(data)) {
      assertThat(get(server, "/").body()).contains("assets/index-").doesNotContain("/src/page/");
      assertThat(get(server, "/package.json").statusCode()).isEqualTo(404);
      assertThat(get(server, "/node_modules/lit/package.json").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(Tickertalk server, String path) {
    return Client.rest(HttpRequest.newBuilder(server.origin().resolve(path)));
  }
}
