package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several event loops at one port, and what comes within one turn of one. */
@Timeout(30)
class EventLoopsTest {
  private static final String LOBBY = "chat.room.lobby";
  private static final int LOOPS = 3;

  private final Edge edge =
      new Edge(Edge.config().with(Edge.config().listen().withEventLoops(LOOPS)));

  @AfterEach
  void close() {
    edge.close();
  }

  private static JsonObject event(int n) {
    return new JsonObject().put("n", n);
  }

  @Test
  void howeverManyLoopsServeTheBusHasOneConsumerAndEverybodyHearsAllInOrder() {
    List<Browser> browsers = IntStream.range(0, 30).mapToObj(i -> Browser.visitor(edge)).toList();
    browsers.forEach(browser -> browser.register(LOBBY));
    assertThat(edge.consumers(LOBBY)).isEqualTo(1);

    for (int n = 0; n < 500; n++) {
      edge.publish(LOBBY, event(n));
    }

    for (Browser browser : browsers) {
      for (int n = 0; n < 500; n++) {
        assertThat(browser.event(LOBBY)).isEqualTo(event(n));
      }
      browser.hasNothingUnread();
    }
  }

  @Test
  void onAnyLoopWhoLeavesLeavesTheOthersWhatTheyHear() {
    List<Browser> browsers = IntStream.range(0, 9).mapToObj(i -> Browser.visitor(edge)).toList();
    browsers.forEach(browser -> browser.register(LOBBY));
    for (int leaving = 0; leaving < 8; leaving++) {
      browsers.get(leaving).leave();
      edge.publish(LOBBY, event(leaving));
      for (Browser stays : browsers.subList(leaving + 1, 9)) {
        assertThat(stays.event(LOBBY)).isEqualTo(event(leaving));
      }
    }
    assertThat(edge.consumers(LOBBY)).isEqualTo(1);
  }

  /**
   * The first who registered a room, before chat had said whom it is for, were once served event by
   * event for as long as they stayed, each with frames of their own.
   */
  @Test
  void whatComesInOneTurnIsOneArrayOnSockJs() throws IOException {
    try (RawClient reader = RawClient.at(edge, "/eventbus/000/oneturn0/websocket")) {
      reader.read();
      reader.sendText(
          new JsonArray()
              .add(Browser.envelope("register", LOBBY).put("replyAddress", "r").encode())
              .encode());
      reader.read();

      edge.publishInOneTurn(LOBBY, IntStream.range(0, 50).mapToObj(EventLoopsTest::event).toList());

      List<JsonObject> events = new ArrayList<>();
      int frames = 0;
      while (events.size() < 50) {
        frames++;
        new JsonArray(reader.read().text().substring(1))
            .forEach(text -> events.add(new JsonObject((String) text).getJsonObject("body")));
      }
      assertThat(events).isEqualTo(IntStream.range(0, 50).mapToObj(EventLoopsTest::event).toList());
      assertThat(frames).as("frames for fifty events").isEqualTo(1);
    }
  }
}
