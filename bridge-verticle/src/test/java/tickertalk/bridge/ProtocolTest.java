package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.CommandServer;
import tickertalk.contract.ErrorCode;

/** The event bus bridge protocol, over the raw WebSocket. */
@Timeout(20)
class ProtocolTest {
  private static final String LOBBY = "chat.room.lobby";

  private final Edge edge = new Edge(Edge.config(1 << 20, 3, 0, Duration.ofMillis(400)));

  @AfterEach
  void close() {
    edge.close();
  }

  private static JsonObject entry(int seq) {
    return new JsonObject().put("seq", seq).put("text", "안녕 \"you\" 🎈").put("none", null);
  }

  @Test
  void whoRegistersIsConfirmedAndThenGetsEveryEventAsItWasPublished() {
    Browser browser = Browser.visitor(edge);
    browser.register(LOBBY);

    for (int seq = 1; seq <= 100; seq++) {
      edge.publish(LOBBY, entry(seq));
    }

    for (int seq = 1; seq <= 100; seq++) {
      assertThat(browser.next())
          .isEqualTo(
              new JsonObject().put("type", "rec").put("address", LOBBY).put("body", entry(seq)));
    }
  }

  @Test
  void aRegistrationWithoutReplyAddressIsNotConfirmed() {
    Browser browser = Browser.visitor(edge);
    browser.send(Browser.envelope("register", LOBBY));
    browser.hasNothingUnread();

    edge.publish(LOBBY, entry(1));
    assertThat(browser.event(LOBBY)).isEqualTo(entry(1));
  }

  @Test
  void whoRegistersTwiceIsConfirmedTwiceAndGetsEventsOnce() {
    Browser browser = Browser.visitor(edge);
    browser.register(LOBBY);
    browser.register(LOBBY);

    edge.publish(LOBBY, entry(1));

    assertThat(browser.event(LOBBY)).isEqualTo(entry(1));
    browser.hasNothingUnread();
  }

  @Test
  void whoUnregistersGetsNothingMoreWhileOthersDo() {
    Browser leaves = Browser.visitor(edge);
    Browser stays = Browser.visitor(edge);
    leaves.register(LOBBY);
    stays.register(LOBBY);
    leaves.unregister(LOBBY);

    edge.publish(LOBBY, entry(1));

    assertThat(stays.event(LOBBY)).isEqualTo(entry(1));
    leaves.hasNothingUnread();
  }

  @Test
  void whatWasNeverRegisteredCanBeUnregistered() {
    Browser browser = Browser.visitor(edge);
    browser.unregister(LOBBY);
    browser.unregister("no.such.address");
  }

  @Test
  void aCommandIsAnsweredAtItsReplyAddress() {
    JsonObject rooms =
        new JsonObject().put("rooms", new JsonArray().add(new JsonObject().put("room", "lobby")));
    edge.serve("chat.rooms", message -> message.reply(rooms));

    JsonObject answer = Browser.visitor(edge).command("chat.rooms");

    assertThat(answer.getString("type")).isEqualTo("rec");
    assertThat(answer.getJsonObject("body")).isEqualTo(rooms);
  }

  @Test
  void aServiceGetsTheBodyAsItWasSent() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("price.quote");
    JsonObject body =
        new JsonObject()
            .put("symbol", "BTC-USDT")
            .put("deep", new JsonObject().put("list", new JsonArray().add(1).add("둘").addNull()));

    Browser.visitor(edge).command("price.quote", body);

    assertThat(Edge.soon(asked).body()).isEqualTo(body);
  }

  @Test
  void aCommandWithoutReplyAddressIsServedAndNotAnswered() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("price.quote");
    Browser browser = Browser.visitor(edge);

    browser.send(Browser.envelope("send", "price.quote"));

    assertThat(Edge.soon(asked).body()).isEqualTo(new JsonObject());
    browser.hasNothingUnread();
  }

  @Test
  void aQuickAnswerDoesNotWaitForASlowOne() {
    BlockingQueue<Message<JsonObject>> slow = new LinkedBlockingQueue<>();
    edge.serve("price.candles", slow::add);
    edge.serve("price.quote");
    Browser browser = Browser.visitor(edge);

    browser.send(Browser.envelope("send", "price.candles").put("replyAddress", "slow"));
    Message<JsonObject> question = Edge.soon(slow);
    assertThat(browser.command("price.quote").getString("type")).isEqualTo("rec");
    question.reply(new JsonObject());

    assertThat(browser.next().getString("address")).isEqualTo("slow");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void aRefusalOfAServiceReachesTheBrowserWithItsCodeAndItsWords(ErrorCode code) {
    CommandServer service =
        new CommandServer(edge.vertx.eventBus())
            .on(
                Command.PRICE_QUOTE,
                (caller, body) -> {
                  throw new CommandException(code, "symbol: cannot be had");
                });
    Edge.soon(service.start());

    JsonObject err = Browser.visitor(edge).command("price.quote");

    assertThat(err.getString("type")).isEqualTo("err");
    assertThat(err.getInteger("failureCode")).isEqualTo(code.code());
    assertThat(err.getString("message")).isEqualTo("symbol: cannot be had");
  }

  @Test
  void aCommandThatNobodyServesIsA503() {
    JsonObject err = Browser.visitor(edge).command("chat.rooms");

    assertThat(err.getString("type")).isEqualTo("err");
    assertThat(err.getInteger("failureCode")).isEqualTo(503);
    assertThat(err.getString("failureType")).isEqualTo("NO_HANDLERS");
  }

  @Test
  void aCommandThatTakesTooLongIsA503() {
    edge.serve("chat.rooms", message -> {});

    JsonObject err = Browser.visitor(edge).command("chat.rooms");

    assertThat(err.getString("type")).isEqualTo("err");
    assertThat(err.getInteger("failureCode")).isEqualTo(503);
    assertThat(err.getString("failureType")).isEqualTo("TIMEOUT");
  }

  @Test
  void anAnswerToABrowserThatIsGoneHurtsNobody() {
    BlockingQueue<Message<JsonObject>> asked = new LinkedBlockingQueue<>();
    edge.serve("chat.rooms", asked::add);
    Browser impatient = Browser.visitor(edge);
    Browser patient = Browser.visitor(edge);
    impatient.send(Browser.envelope("send", "chat.rooms").put("replyAddress", "r"));
    Message<JsonObject> question = Edge.soon(asked);
    impatient.leave();

    question.reply(new JsonObject());

    patient.hasNothingUnread();
  }

  @Test
  void aPingIsAnsweredOnlyIfItAsksForIt() {
    Browser browser = Browser.visitor(edge);
    browser.send(new JsonObject().put("type", "ping"));
    browser.hasNothingUnread();
  }

  @Test
  void aSocketRegistersOnlySoManyAddressesAtATime() {
    Browser browser = Browser.visitor(edge);
    browser.register("chat.room.a");
    browser.register("chat.room.b");
    browser.register("chat.room.c");

    JsonObject err = browser.exchange("register", "chat.room.d", null);
    assertThat(err.getString("type")).isEqualTo("err");
    assertThat(err.getString("body")).isEqualTo("max_handlers_reached");
    assertThat(err.getInteger("failureCode")).isEqualTo(413);

    browser.register("chat.room.a");
    browser.unregister("chat.room.b");
    browser.register("chat.room.d");
    edge.publish("chat.room.d", entry(1));
    assertThat(browser.event("chat.room.d")).isEqualTo(entry(1));
  }
}
