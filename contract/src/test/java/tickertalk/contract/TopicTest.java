package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class TopicTest {
  @ParameterizedTest
  @CsvSource({
    "chat.room.lobby, CHAT_ROOM, lobby, NEVER_DROPPED",
    "chat.room.비트코인, CHAT_ROOM, 비트코인, NEVER_DROPPED",
    "typing.room.lobby, TYPING_ROOM, lobby, NEWEST_ONLY",
    "presence.room.a-b_2, PRESENCE_ROOM, a-b_2, NEWEST_ONLY",
    "sentiment.room.lobby, SENTIMENT_ROOM, lobby, NEVER_DROPPED",
    "price.BTC-USDT, PRICE, BTC-USDT, NEWEST_ONLY",
    "notice.all, NOTICE_ALL, '', NEVER_DROPPED",
    "notice.staff, NOTICE_STAFF, '', NEWEST_ONLY"
  })
  void shouldLetABrowserRegisterThis(
      String address, Topic topic, String ending, Topic.Delivery delivery) {
    assertThat(Topic.registrableAt(address)).contains(topic);
    assertThat(topic.ending(address)).isEqualTo(ending);
    assertThat(topic.address(ending)).isEqualTo(address);
    assertThat(topic.delivery(new JsonObject())).isEqualTo(delivery);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "notice.user.alice",
        "notice.user.",
        "notice.me",
        "notice.allx",
        "notice.all.x",
        "notice.al",
        "notice.staff.x",
        "notice.staffx",
        "NOTICE.ALL",
        "internal.chat.entries",
        "internal.presence.report",
        "internal.presence.joined",
        "internal.notice.send",
        "chat.room",
        "chat.room.",
        "chat.room.a.b",
        "chat.room.a b",
        "chat.room.*",
        "chat.room.lobby\n",
        "chat.room.chat.room.lobby",
        " chat.room.lobby",
        "Chat.room.lobby",
        "chatXroom.lobby",
        "typing.room.",
        "presence.room.",
        "sentiment.room.",
        "price.",
        "price.btc",
        "price.btc-usdt",
        "price.BTC",
        "price.BTC-USDT.x",
        "price.lobby",
        "chat.post",
        "price.quote",
        "__vertx.reply.1"
      })
  void shouldLetNoBrowserRegisterThis(String address) {
    assertThat(Topic.registrableAt(address)).isEmpty();
  }

  @Test
  void shouldLetNoBrowserRegisterARoomWhoseNameIsTooLong() {
    assertThat(Topic.registrableAt("chat.room." + "a".repeat(64))).contains(Topic.CHAT_ROOM);
    assertThat(Topic.registrableAt("chat.room." + "a".repeat(65))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void shouldHaveNoAddressThatIsACommand(Command command) {
    assertThat(Topic.registrableAt(command.address())).isEmpty();
  }

  @Test
  void aRoomsMoodIsNewestOnlyThoughItsScoresAreNeverDropped() {
    JsonObject mood = new Mood("lobby", "5m", 0.5, -1, 1, 3, 3, true).toJson();
    assertThat(Topic.SENTIMENT_ROOM.delivery(mood)).isEqualTo(Topic.Delivery.NEWEST_ONLY);
  }
}
