package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/protocol.md promises to a program that has no library of ours. */
@Timeout(30)
class BareClientIT {
  @TempDir static Path data;
  static Tickertalk server;

  Client alice;

  @BeforeAll
  static void start() {
    server =
        Tickertalk.start(
            data,
            "--notice-every",
            "1s",
            "--notice-text",
            "Be kind.",
            "--price-replay-speed",
            "60");
    liveALittle();
  }

  /** So that every list has something in it. */
  private static void liveALittle() {
    try (Client first = Client.enter(server, "first")) {
      first.register("sentiment.room.lobby", "notice.all");
      Object seq = first.post("I love it").getValue("seq");
      first.event("sentiment.room.lobby", it -> seq.equals(it.getValue("seq")));
      first.event("notice.all", it -> it.getValue("kind").equals("periodic"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void enter() {
    alice = Client.enter(server, "alice");
  }

  @AfterEach
  void leave() {
    alice.close();
  }

  @Test
  void aMessageShouldBeAcknowledgedAndShownToEverybody() {
    try (Client bob = Client.enter(server, "bob")) {
      alice.register("chat.room.lobby");
      bob.register("chat.room.lobby");
      JsonObject message = Client.message("안녕 👩‍👩‍👧 <b>hello</b>");

      JsonObject receipt = alice.ask("chat.post", message);

      assertThat(receipt.fieldNames()).containsExactlyInAnyOrder("room", "epoch", "seq", "at");
      for (Client reader : List.of(alice, bob)) {
        JsonObject event =
            reader.event(
                "chat.room.lobby", it -> it.getValue("seq").equals(receipt.getValue("seq")));
        assertThat(event)
            .isEqualTo(
                receipt
                    .copy()
                    .put("kind", "message")
                    .put("id", message.getString("id"))
                    .put("text", message.getString("text"))
                    .put("from", new JsonObject().put("id", alice.id()).put("name", "alice")));
      }
    }
  }

  @Test
  void theSameIdAgainShouldGiveTheSameReceiptAndNoSecondMessage() {
    JsonObject message = Client.message("once");

    JsonObject receipt = alice.ask("chat.post", message);

    assertThat(alice.ask("chat.post", message)).isEqualTo(receipt);
    assertThat(alice.history(0))
        .filteredOn(entry -> entry.getString("id").equals(message.getString("id")))
        .hasSize(1);
  }

  @Test
  void aClientShouldNotSpeakInTheNameOfAnother() {
    alice.register("chat.room.lobby");
    JsonObject forged = new JsonObject().put("id", "1").put("name", "admin");
    JsonObject message = Client.message("believe me").put("from", forged);
    JsonObject envelope =
        new JsonObject()
            .put("type", "send")
            .put("address", "chat.post")
            .put("headers", new JsonObject().put("caller-id", "1").put("caller-name", "admin"))
            .put("body", message);

    alice.send(envelope.encode());

    JsonObject event =
        alice.event("chat.room.lobby", it -> it.getValue("id").equals(message.getValue("id")));
    assertThat(event.getJsonObject("from"))
        .isEqualTo(new JsonObject().put("id", alice.id()).put("name", "alice"));
  }

  @Test
  void aVisitorShouldReadButNotSpeak() {
    try (Client visitor = Client.visitor(server)) {
      visitor.register("chat.room.lobby", "price.BTC-USDT", "notice.all");
      JsonObject receipt = alice.post("for all to read");

      visitor.event("chat.room.lobby", it -> it.getValue("seq").equals(receipt.getValue("seq")));
      assertThat(visitor.history(receipt.getLong("seq") - 1)).hasSize(1);
      JsonObject refusal = visitor.refusal("send", "chat.post", Client.message("no"));
      assertThat(refusal.getInteger("failureCode")).isEqualTo(401);
      assertThat(visitor.refusal("register", "notice.me", null).getInteger("failureCode"))
          .isEqualTo(401);
    }
  }

  @Test
  void peopleShouldSeeWhoIsTypingAndWhoIsThere() {
    try (Client bob = Client.enter(server, "bob")) {
      JsonObject person = new JsonObject().put("id", bob.id()).put("name", "bob");
      alice.register("typing.room.lobby", "presence.room.lobby");
      bob.register("chat.room.lobby");

      bob.ask("typing.set", new JsonObject().put("room", "lobby").put("typing", true));

      alice.event("typing.room.lobby", it -> it.getJsonArray("users").contains(person));
      alice.event("typing.room.lobby", it -> it.getJsonArray("users").isEmpty());
      alice.event(
          "presence.room.lobby",
          it -> it.getInteger("count") >= 1 && it.getJsonArray("users").contains(person));
    }
  }

  @Test
  void aMessageShouldBeScoredAndMoveTheMood() {
    alice.register("sentiment.room.lobby");

    Object seq = alice.post("I love it").getValue("seq");

    JsonObject score = alice.event("sentiment.room.lobby", it -> seq.equals(it.getValue("seq")));
    assertThat(score.getString("kind")).isEqualTo("score");
    assertThat(score.getString("label")).isEqualTo("positive");
    assertThat(score.getString("emoji")).isEqualTo("😊");
    JsonObject mood = alice.event("sentiment.room.lobby", it -> it.getValue("kind").equals("mood"));
    assertThat(mood.fieldNames())
        .containsExactlyInAnyOrder(
            "kind", "room", "window", "score", "low", "high", "messages", "people", "enough");
  }

  @Test
  void pricesShouldComeUnaskedAndSayThatTheyAreRecorded() {
    alice.register("price.BTC-USDT");

    JsonObject first = alice.event("price.BTC-USDT", it -> true);
    alice.event("price.BTC-USDT", it -> !it.getValue("at").equals(first.getValue("at")));

    assertThat(first.getString("state")).isEqualTo("replay");
    assertThat(first.getString("display")).matches("\\$[\\d,]+\\.\\d\\d");
  }

  @Test
  void noticesShouldComeAsOftenAsToldThoughNobodyAsks() {
    try (Client visitor = Client.visitor(server)) {
      visitor.register("notice.all");

      visitor.envelope(it -> periodic(visitor).count() >= 4);

      long[] times = periodic(visitor).toArray();
      assertThat(times[3] - times[0]).isCloseTo(3_000, within(500L));
      assertThat(times).isSorted();
    }
  }

  private static LongStream periodic(Client client) {
    return client.events("notice.all").stream()
        .filter(notice -> notice.getString("text").equals("Be kind."))
        .mapToLong(notice -> notice.getLong("at"));
  }

  @Test
  void somebodyWhoIsMentionedShouldGetANoticeOfTheirOwn() {
    try (Client bob = Client.enter(server, "bob" + System.nanoTime())) {
      bob.register("notice.me");
      String name = bob.name();
      bob.ask("notice.list", new JsonObject());
      alice.register("notice.me");

      alice.post("@" + name + " look");

      JsonObject notice = bob.event("notice.me", it -> it.getValue("kind").equals("mention"));
      assertThat(notice.getJsonObject("from").getString("id")).isEqualTo(alice.id());
      assertThat(alice.events("notice.me")).isEmpty();
    }
  }

  static Stream<Arguments> everyCommand() {
    return Stream.of(
        arguments(
            "chat.rooms",
            "{}",
            "rooms/0/room rooms/0/title rooms/0/epoch rooms/0/last rooms/0/people"),
        arguments(
            "chat.open", "{'room':'attic','title':'The attic'}", "room title epoch last people"),
        arguments(
            "chat.history", "{'room':'lobby','after':0}", "room epoch first last entries/0/seq"),
        arguments("chat.history", "{'room':'lobby','before':2,'limit':1}", "entries/0/seq"),
        arguments("chat.history", "{'room':'lobby'}", "entries/0/from/name entries/0/kind"),
        arguments("chat.search", "{'room':'lobby','query':'x'}", "hits"),
        arguments("chat.seen", "{'room':'lobby','seq':1}", ""),
        arguments("typing.set", "{'room':'lobby','typing':false}", ""),
        arguments(
            "sentiment.analyze",
            "{'text':'I love it'}",
            "label score emoji words/0/text words/0/start words/0/end words/0/weight"),
        arguments(
            "sentiment.scores",
            "{'room':'lobby'}",
            "room scores/0/seq scores/0/label scores/0/score scores/0/emoji"),
        arguments(
            "sentiment.mood",
            "{'room':'lobby'}",
            "room points/0/at points/0/score points/0/messages points/0/people"),
        arguments(
            "price.quote", "{'symbol':'BTC-USDT'}", "symbol price display source at ageMs state"),
        arguments("price.quote", "{}", "symbol state symbols/0"),
        arguments(
            "price.candles",
            "{'symbol':'BTC-USDT','interval':'1m'}",
            "symbol interval candles/0/5"),
        arguments("notice.read", "{'upTo':0}", "unread"));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandShouldAnswerAsDocumented(String address, String request, String fields) {
    JsonObject reply = alice.ask(address, json(request));

    assertThat(Stream.of(fields.split(" ")).filter(field -> !field.isEmpty()))
        .allSatisfy(
            field ->
                assertThat(JsonPointer.from("/" + field).queryJson(reply)).as(field).isNotNull());
  }

  @Test
  void theInboxShouldHaveWhatCameSinceItsReaderIsKnown() {
    alice.ask("notice.list", new JsonObject());
    alice.register("notice.all");
    JsonObject notice = alice.event("notice.all", it -> it.getValue("kind").equals("periodic"));

    JsonObject inbox = alice.ask("notice.list", new JsonObject());

    assertThat(inbox.getJsonArray("notices")).contains(notice.copy().put("read", false));
    assertThat(inbox.getInteger("unread")).isPositive();
    JsonObject all = new JsonObject().put("upTo", notice.getValue("id"));
    assertThat(alice.ask("notice.read", all).getInteger("unread"))
        .isLessThan(inbox.getInteger("unread"));
  }

  static Stream<Arguments> requestsThatLackSomething() {
    String id = UUID.randomUUID().toString();
    return Stream.of(
        arguments("chat.open", "{'title':'x'}", "room"),
        arguments("chat.open", "{'room':'x'}", "title"),
        arguments("chat.post", "{'id':'" + id + "','text':'x'}", "room"),
        arguments("chat.post", "{'room':'lobby','text':'x'}", "id"),
        arguments("chat.post", "{'room':'lobby','id':'" + id + "'}", "text"),
        arguments("chat.history", "{}", "room"),
        arguments("chat.search", "{'room':'lobby'}", "query"),
        arguments("chat.seen", "{'seq':1}", "room"),
        arguments("chat.seen", "{'room':'lobby'}", "seq"),
        arguments("typing.set", "{'typing':true}", "room"),
        arguments("typing.set", "{'room':'lobby'}", "typing"),
        arguments("sentiment.analyze", "{}", "text"),
        arguments("sentiment.scores", "{}", "room"),
        arguments("sentiment.mood", "{}", "room"),
        arguments("price.candles", "{'interval':'1m'}", "symbol"),
        arguments("price.candles", "{'symbol':'BTC-USDT'}", "interval"),
        arguments("notice.read", "{}", "upTo"));
  }

  @ParameterizedTest
  @MethodSource("requestsThatLackSomething")
  void aMissingFieldShouldBeNamed(String address, String request, String field) {
    JsonObject refusal = alice.refusal("send", address, json(request));

    assertThat(refusal.getInteger("failureCode")).isEqualTo(400);
    assertThat(refusal.getString("message")).startsWith(field + ": ");
  }

  static Stream<Arguments> requestsThatAreRefused() {
    String id = UUID.randomUUID().toString();
    String tooLong = "x".repeat(10_001);
    return Stream.of(
        arguments(
            "chat.post",
            "{'room':'lobby','id':'" + id + "','text':'" + tooLong + "'}",
            413,
            "text"),
        arguments("chat.post", "{'room':'lobby','id':'" + id + "','text':' '}", 400, "text"),
        arguments("chat.post", "{'room':'lobby','id':'" + id + "','text':7}", 400, "text"),
        arguments("chat.post", "{'room':'lobby','id':'not-one','text':'x'}", 400, "id"),
        arguments("chat.post", "{'room':'cellar','id':'" + id + "','text':'x'}", 404, "room"),
        arguments("chat.post", "{'room':'../x','id':'" + id + "','text':'x'}", 400, "room"),
        arguments("chat.history", "{'room':'cellar'}", 404, "room"),
        arguments("chat.history", "{'room':'lobby','limit':501}", 400, "limit"),
        arguments("chat.seen", "{'room':'cellar','seq':1}", 404, "room"),
        arguments("typing.set", "{'room':'cellar','typing':true}", 404, "room"),
        arguments("sentiment.analyze", "{'text':'" + tooLong + "'}", 413, "text"),
        arguments("price.quote", "{'symbol':'DOGE-USDT'}", 404, "symbol"),
        arguments("price.candles", "{'symbol':'BTC-USDT','interval':'2m'}", 400, "interval"));
  }

  @ParameterizedTest
  @MethodSource("requestsThatAreRefused")
  void aBadValueShouldBeRefusedByName(String address, String request, int code, String field) {
    JsonObject refusal = alice.refusal("send", address, json(request));

    assertThat(refusal.getInteger("failureCode")).isEqualTo(code);
    assertThat(refusal.getString("message")).startsWith(field + ": ");
  }

  static Stream<Arguments> whatIsInNoTable() {
    return Stream.of(
        arguments("register", "internal.chat.entries"),
        arguments("register", "notice.user.somebody"),
        arguments("register", "chat.post"),
        arguments("register", "chat.room.*"),
        arguments("send", "internal.notice.send"),
        arguments("send", "chat.room.lobby"),
        arguments("publish", "chat.room.lobby"),
        arguments("publish", "chat.post"));
  }

  @ParameterizedTest
  @MethodSource("whatIsInNoTable")
  void anAddressThatIsInNoTableShouldBeDenied(String type, String address) {
    JsonObject refusal = alice.refusal(type, address, new JsonObject());

    assertThat(refusal.getString("failureType")).isEqualTo("access_denied");
    assertThat(refusal.getInteger("failureCode")).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":",
        "[]",
        "7",
        "",
        "{}",
        "{\"type\":\"shout\",\"address\":\"chat.post\"}",
        "{\"type\":\"send\"}",
        "{\"type\":\"register\"}",
        "{\"type\":\"send\",\"address\":\"chat.post\",\"body\":\"text\"}"
      })
  void aMalformedFrameShouldBeAnsweredAndHurtNobody(String frame) {
    alice.send(frame);

    assertThat(alice.envelope(it -> it.getString("type").equals("err")).getInteger("failureCode"))
        .isEqualTo(400);
    assertThat(alice.post("still here").getLong("seq")).isPositive();
  }

  @Test
  void aFrameThatIsFarTooLargeShouldCloseTheSocket() {
    alice.send("x".repeat(300_000));

    assertThat(alice.closeCode()).isEqualTo(1009);
  }

  @Test
  void whoFloodsShouldBeToldWhenToComeBack() {
    for (int i = 0; i < 300; i++) {
      alice.postAhead(Client.message("flood " + i));
    }

    JsonObject refusal = alice.envelope(it -> it.getString("type").equals("err"));

    assertThat(refusal.getInteger("failureCode")).isEqualTo(429);
    assertThat(refusal.getLong("retryAfterMs")).isPositive();
  }

  @Test
  void aForgedTokenShouldCloseTheSocket() {
    try (Client forger = Client.withToken(server, alice.token() + "x")) {
      assertThat(forger.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void aSessionNeedsAName() {
    HttpResponse<String> answer =
        Client.rest(
            HttpRequest.newBuilder(server.origin().resolve("/api/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("message")).startsWith("name: ");
  }

  @Test
  void aSessionShouldBeKnownByItsToken() {
    HttpResponse<String> answer =
        Client.rest(
            HttpRequest.newBuilder(server.origin().resolve("/api/session"))
                .header("Authorization", "Bearer " + alice.token()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getJsonObject("user"))
        .isEqualTo(
            new JsonObject().put("id", alice.id()).put("name", "alice").put("role", "guest"));
  }

  @Test
  void theLogShouldSayWhoCameAndWent() {
    String name = "visitor" + System.nanoTime();
    Client.enter(server, name).close();

    await().until(() -> server.log().contains(name + " disconnected from 127.0.0.1"));
    assertThat(server.log()).contains(name + " connected from 127.0.0.1");
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
