package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The big list of naughty strings: what each of them says must come out as it went in. */
@Timeout(30)
class NaughtyStringsTest {
  private static final String LOBBY = "chat.room.lobby";

  private static List<String> strings() throws IOException {
    try (InputStream file = NaughtyStringsTest.class.getResourceAsStream("blns/blns.json")) {
      String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new JsonArray(json).stream().map(String.class::cast).toList();
    }
  }

  @Test
  void whatIsPostedComesToEverybodyAsItWasWritten() throws IOException {
    try (Edge edge = new Edge();
        RawClient wrapped = RawClient.at(edge, "/eventbus/000/naughty0/websocket")) {
      FakeChat chat = new FakeChat(edge);
      Browser poster = Browser.named(edge, "alice");
      Browser reader = Browser.visitor(edge);
      reader.register(LOBBY);
      assertThat(wrapped.read().text()).isEqualTo("o");
      wrapped.sendText(
          new JsonArray()
              .add(Browser.envelope("register", LOBBY).put("replyAddress", "r").encode())
              .encode());
      assertThat(wrapped.read().text()).contains("registered");

      List<String> strings = strings();
      for (String text : strings) {
        JsonObject message = new JsonObject().put("id", "m").put("text", text);
        assertThat(poster.command("chat.post", message).getString("type")).isEqualTo("rec");
        assertThat(reader.event(LOBBY).getString("text")).isEqualTo(text);
        String frame = wrapped.read().text();
        JsonObject envelope = new JsonObject(new JsonArray(frame.substring(1)).getString(0));
        assertThat(envelope.getJsonObject("body").getString("text")).isEqualTo(text);
      }
      assertThat(chat.last()).isEqualTo(strings.size());
    }
  }

  @Test
  void asAnAddressATypeOrANameNoneOfThemIsMoreThanAWord() throws IOException {
    try (Edge edge = new Edge()) {
      Browser browser = Browser.named(edge, "alice");
      for (String text : strings()) {
        for (String type : List.of("send", "publish")) {
          JsonObject err = browser.exchange(type, text, new JsonObject());
          assertThat(err.getString("body"))
              .as("%s to %s", type, text)
              .isIn("access_denied", "max_address_length_reached");
        }
        browser.send(new JsonObject().put("type", text).put("replyAddress", text));
        JsonObject err = browser.next();
        assertThat(err.getString("address")).isEqualTo(text);
        assertThat(err.getString("body")).isEqualTo("invalid_type");
      }
      browser.hasNothingUnread();
    }
  }
}
