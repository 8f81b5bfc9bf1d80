package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Internal;

/** Whatever somebody sends, they are told or cut off, and nobody else notices. */
@Timeout(20)
class HostileInputTest {
  private static final String LOBBY = "chat.room.lobby";
  private static Edge edge;

  private Browser bystander;

  @BeforeAll
  static void open() {
    edge = new Edge();
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  @BeforeEach
  void aBystanderListens() {
    bystander = Browser.visitor(edge);
    bystander.register(LOBBY);
  }

  @AfterEach
  void theBystanderNoticedNothing() {
    JsonObject event = new JsonObject().put("still", "here");
    edge.publish(LOBBY, event);
    assertThat(bystander.event(LOBBY)).isEqualTo(event);
    bystander.leave();
    edge.dismissServices();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "hello                                                   | invalid_json",
        "{                                                       | invalid_json",
        "[]                                                      | invalid_json",
        "[{'type':'ping'}]                                       | invalid_json",
        "42                                                      | invalid_json",
        "null                                                    | invalid_json",
        "'ping'                                                  | invalid_json",
        "{}                                                      | missing_type",
        "{'type':7,'address':'a'}                                | invalid_type",
        "{'type':'subscribe','address':'a'}                      | invalid_type",
        "{'type':'send'}                                         | missing_address",
        "{'type':'register','address':{}}                        | invalid_address",
        "{'type':'send','address':'chat.rooms','replyAddress':5} | invalid_address",
        "{'type':'send','address':'chat.rooms','body':'<script>'}| invalid_body"
      })
  void aMalformedFrameIsRefusedByItsWordAndTheSocketGoesOn(String frame, String word) {
    Browser browser = Browser.visitor(edge);

    browser.sendText(frame.strip().replace('\'', '"'));

    JsonObject err = browser.next();
    assertThat(err.getString("type")).isEqualTo("err");
    assertThat(err.getInteger("failureCode")).isEqualTo(400);
    assertThat(err.getString("body")).isEqualTo(word);
    browser.hasNothingUnread();
  }

  @Test
  void anAddressThatIsTooLongIsRefused() {
    JsonObject err = Browser.visitor(edge).command("chat.room." + "a".repeat(200));
    assertThat(err.getString("body")).isEqualTo("max_address_length_reached");
  }

  @Test
  void tenThousandNestedArraysAreRefused() {
    Browser browser = Browser.visitor(edge);
    browser.sendText(
        "{\"type\":\"send\",\"address\":\"chat.rooms\",\"body\":{\"a\":"
            + "[".repeat(10_000)
            + "]".repeat(10_000)
            + "}}");
    assertThat(browser.next().getString("body")).isEqualTo("invalid_json");
    browser.hasNothingUnread();
  }

  @Test
  void arraysNestedAsDeepAsTheParserTakesReachTheServiceAndBack() {
    edge.serve("sentiment.mood", message -> message.reply(message.body()));
    int depth = 900;
    JsonObject body = new JsonObject("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}");

    assertThat(Browser.visitor(edge).command("sentiment.mood", body).getJsonObject("body"))
        .isEqualTo(body);
  }

  @Test
  void aBinaryFrameIsReadLikeText() {
    Browser browser = Browser.visitor(edge);
    browser.sendBinary(Buffer.buffer("{\"type\":\"ping\",\"replyAddress\":\"r\"}"));
    assertThat(browser.next().getString("address")).isEqualTo("r");

    browser.sendBinary(Buffer.buffer(new byte[] {0, 1, 2, (byte) 0xFF}));
    assertThat(browser.closed().code()).isEqualTo(1007);
  }

  @Test
  void aMessageThatIsTooLargeClosesItsSender() {
    Browser browser = Browser.visitor(edge);
    browser.sendText(" ".repeat(300_000));
    assertThat(browser.closed().code()).isEqualTo(1009);
  }

  @Test
  void aMessageOfTheLargestLegalPostIsTaken() {
    edge.serve(
        "price.quote",
        message ->
            message.reply(
                new JsonObject().put("length", message.body().getString("text").length())));
    Browser browser = Browser.visitor(edge);
    String text = "가".repeat(64_000);

    JsonObject answer = browser.command("price.quote", new JsonObject().put("text", text));

    assertThat(answer.getJsonObject("body").getInteger("length")).isEqualTo(64_000);
  }

  @Test
  void aFrameThatIsTooLargeClosesItsSender() throws IOException {
    try (RawClient client = new RawClient(edge, "")) {
      client.sendFrame(RawClient.TEXT, true, new byte[300_000]);
      client.readToTheEnd();
    }
  }

  /** Browsers and stock clients send a message in one frame, however long it is. */
  @Test
  void aMessageOfLegalSizeMayComeInOneFrame() throws IOException {
    String ping = "{\"type\":\"ping\",\"replyAddress\":\"r\",\"body\":{\"x\":\"%s\"}}";
    try (RawClient client = new RawClient(edge, "")) {
      client.sendFrame(
          RawClient.TEXT,
          true,
          ping.formatted("x".repeat(200_000)).getBytes(StandardCharsets.UTF_8));
      assertThat(new JsonObject(client.read().text()).getString("address")).isEqualTo("r");
    }
  }

  @Test
  void textThatIsNoUnicodeClosesItsSender() throws IOException {
    try (RawClient client = new RawClient(edge, "")) {
      client.sendFrame(RawClient.TEXT, true, new byte[] {(byte) 0xC3, 0x28});
      assertThat(client.read().closeCode()).isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7, 11, 15})
  void anUnknownOpcodeClosesItsSender(int opcode) throws IOException {
    try (RawClient client = new RawClient(edge, "")) {
      client.sendFrame(opcode, true, new byte[0]);
      client.readToTheEnd();
    }
  }

  @Test
  void aFrameThatIsNotMaskedClosesItsSender() throws IOException {
    try (RawClient client = new RawClient(edge, "")) {
      client.sendBytes(new byte[] {(byte) 0x81, 2, '{', '}'});
      client.readToTheEnd();
    }
  }

  @Test
  void anEnvelopeMayComeInSeveralFramesWithAPingInBetween() throws IOException {
    byte[] envelope =
        "{\"type\":\"ping\",\"replyAddress\":\"하나\"}".getBytes(StandardCharsets.UTF_8);
    try (RawClient client = new RawClient(edge, "")) {
      for (int i = 0; i < envelope.length; i++) {
        client.sendFrame(
            i == 0 ? RawClient.TEXT : 0, i == envelope.length - 1, new byte[] {envelope[i]});
        if (i == 10) {
          client.sendFrame(RawClient.PING, true, new byte[] {1});
          assertThat(client.read().opcode()).isEqualTo(RawClient.PONG);
        }
      }
      assertThat(new JsonObject(client.read().text()).getString("address")).isEqualTo("하나");
    }
  }

  @Test
  void aConnectionThatBreaksInTheMiddleOfAFrameIsForgotten() throws IOException {
    BlockingQueue<JsonObject> reports = edge.listen(Internal.PRESENCE_REPORT);
    try (RawClient client = new RawClient(edge, "?token=" + edge.token("alice"))) {
      client.sendText(Browser.envelope("register", "chat.room.cellar").encode());
      awaitPeople(reports, "cellar", 1);
      client.sendBytes(new byte[] {(byte) 0x81, (byte) 0xFE, 0x10});
    }
    awaitPeople(reports, "cellar", 0);
  }

  private static void awaitPeople(BlockingQueue<JsonObject> reports, String room, int count) {
    JsonObject report;
    do {
      report = Edge.soon(reports);
    } while (!report.getString("room").equals(room)
        || report.getJsonArray("people").size() != count);
  }

  @Test
  void aFloodOfNonsenseIsAnsweredFrameByFrame() {
    Browser browser = Browser.visitor(edge);
    for (int i = 0; i < 2_000; i++) {
      browser.sendText("nonsense");
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(browser.next().getString("body")).isEqualTo("invalid_json");
    }
    browser.hasNothingUnread();
  }
}
