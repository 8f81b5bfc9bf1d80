package tickertalk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a JVM says at {@code /health/ready} when it serves, by the services that there are. */
@Timeout(60)
class ReadinessTest {
  @TempDir Path folder;

  private static final String MISSING =
      "no JVM answers for %s; one has to run with it in --verticles";

  private record Answer(int status, Map<String, JsonObject> checks) {}

  private Answer askOne(String verticles) throws IOException, InterruptedException {
    Options options = new Options();
    new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            "--port=0", "--data=" + folder, "--price-source=replay", "--verticles=" + verticles);
    try (Node node = Node.start(options)) {
      URI ready = URI.create("http://127.0.0.1:" + node.port() + "/health/ready");
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());
      Map<String, JsonObject> checks = new TreeMap<>();
      new JsonObject(response.body())
          .getJsonArray("checks").stream()
              .map(JsonObject.class::cast)
              .forEach(
                  check ->
                      checks.put(
                          check.getString("id"), check.getJsonObject("data", new JsonObject())));
      return new Answer(response.statusCode(), checks);
    }
  }

  /** It said that it was ready, and every browser that was sent to it found no room. */
  @Test
  void aBridgeWithoutChatShouldNotBeReadyAndSayWhatIsMissing() throws Exception {
    Answer answer = askOne("bridge");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.checks().get("chat").getString("missing"))
        .isEqualTo(MISSING.formatted("chat"));
  }

  @Test
  void aBridgeWithChatShouldBeReadyAndNameWhatElseIsMissing() throws Exception {
    Answer answer = askOne("chat,sentiment,bridge");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.checks().get("chat")).isEmpty();
    assertThat(answer.checks().get("sentiment")).isEmpty();
    for (String service : new String[] {"notifier", "price"}) {
      assertThat(answer.checks().get(service).getString("degraded"))
          .isEqualTo(MISSING.formatted(service));
    }
  }

  @Test
  void whatRunsAloneShouldBeReadyAtOnce() throws Exception {
    Answer answer = askOne("chat,notifier,sentiment,price,bridge");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.checks())
        .containsOnlyKeys("verticles", "database", "chat", "notifier", "sentiment", "price")
        .allSatisfy((name, said) -> assertThat(said).isEmpty());
  }

  /** Services that waited for a bridge, which waits for them, would never be ready. */
  @Test
  void aServiceShouldBeReadyByItself() throws Exception {
    Answer answer = askOne("notifier");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.checks()).containsOnlyKeys("verticles", "database");
  }
}
