package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MessageTest {
  @Test
  void theTextSaysWhenItWasMadeAndIsAHundredCharactersLong() {
    long before = System.nanoTime();
    String text = Message.now("lobby", 1).text();
    assertThat(text).hasSize(Message.TEXT_CHARS).startsWith("^");
    long made = Long.parseLong(text.substring(1, 1 + Message.TIME_DIGITS));
    assertThat(made).isBetween(before, System.nanoTime());
  }

  @Test
  void theEnvelopeIsTheBridgesOwn() {
    JsonObject envelope = new JsonObject(Message.now("lobby", 5).envelope());
    assertThat(envelope.getString("type")).isEqualTo("rec");
    assertThat(envelope.getString("address")).isEqualTo("chat.room.lobby");
    JsonObject entry = envelope.getJsonObject("body");
    assertThat(entry.fieldNames())
        .containsExactly("kind", "room", "epoch", "seq", "id", "from", "text", "at");
    assertThat(entry.getLong("seq")).isEqualTo(5);
  }

  @Test
  void eachMessageHasAnIdOfItsOwn() {
    UUID first = UUID.fromString(Message.now("lobby", 1).id());
    assertThat(first.version()).isEqualTo(4);
    assertThat(first).isNotEqualTo(UUID.fromString(Message.now("lobby", 2).id()));
  }

  @Test
  void theMarkerStandsInTheTextOnly() {
    assertThat(Message.now("lobby", 1).envelope().chars().filter(c -> c == Message.MARKER))
        .hasSize(1);
  }
}
