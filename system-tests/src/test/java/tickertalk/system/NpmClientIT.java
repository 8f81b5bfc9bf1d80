package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm packages that speak the bridge's protocol work as they are; see {@code src/test/npm}. */
@Timeout(60)
class NpmClientIT {
  @TempDir static Path data;
  static Tickertalk server;

  @BeforeAll
  static void start() {
    server = Tickertalk.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "xhr-streaming", "xhr-polling"})
  void theStockPackagesShouldDoAllThatAPageDoes(String transport) throws Exception {
    JsonObject heard = run("stock-client.mjs", server.origin().toString(), transport);

    assertThat(heard.getString("transport")).isEqualTo(transport);
    JsonObject receipt = heard.getJsonObject("receipt");
    assertThat(receipt.getLong("seq")).isPositive();
    JsonObject events = heard.getJsonObject("events");
    JsonObject message = events.getJsonObject("chat.room.lobby");
    assertThat(message.getLong("seq")).isEqualTo(receipt.getLong("seq"));
    assertThat(message.getString("text")).isEqualTo("I love it");
    assertThat(message.getJsonObject("from").getString("name")).isEqualTo("stock");
    assertThat(events.getJsonObject("typing.room.lobby").getJsonArray("users")).hasSize(1);
    assertThat(events.getJsonObject("sentiment.room.lobby").getString("label"))
        .isEqualTo("positive");
    assertThat(events.getJsonObject("price.BTC-USDT").getString("state")).isEqualTo("replay");
    assertThat(heard.getJsonObject("registerRefused").getString("failureType"))
        .isEqualTo("access_denied");
    assertThat(heard.getJsonObject("sendRefused").getInteger("failureCode")).isEqualTo(403);
  }

  private static JsonObject run(String script, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder node = new ProcessBuilder("node", script);
    node.command().addAll(List.of(arguments));
    Process process =
        node.directory(Path.of("src", "test", "npm").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return new JsonObject(output);
  }
}
