package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

/** Many browsers at one bridge: one consumer, one person, the newest for latecomers. */
@Timeout(20)
@ParameterizedClass(name = "native transport: {0}")
@ValueSource(booleans = {true, false})
class FanOutTest {
  private static final String LOBBY = "chat.room.lobby";

  private final Edge edge;

  FanOutTest(boolean nativeTransport) {
    edge = new Edge(Edge.config(), nativeTransport);
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private static JsonObject event(int n) {
    return new JsonObject().put("n", n);
  }

  @Test
  void howeverManyBrowsersListenTheBusHasOneConsumerOfAnAddress() {
    List<Browser> browsers = IntStream.range(0, 50).mapToObj(i -> Browser.visitor(edge)).toList();
    browsers.forEach(browser -> browser.register(LOBBY));
    assertThat(edge.consumers(LOBBY)).isEqualTo(1);

    edge.publish(LOBBY, event(1));

    assertThat(browsers)
        .allSatisfy(browser -> assertThat(browser.event(LOBBY)).isEqualTo(event(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"price.BTC-USDT", "presence.room.lobby", "typing.room.lobby"})
  void aLatecomerGetsTheNewestOfWhatIsNewestOnly(String address) {
    Browser early = Browser.visitor(edge);
    early.register(address);
    edge.publish(address, event(1));
    early.event(address);
    edge.publish(address, event(2));
    early.event(address);

    Browser late = Browser.visitor(edge);
    late.send(Browser.envelope("register", address));

    assertThat(late.event(address)).isEqualTo(event(2));
    late.hasNothingUnread();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.room.lobby", "sentiment.room.lobby", "notice.all"})
  void aLatecomerGetsNothingOldOfWhatHasALog(String address) {
    Browser early = Browser.visitor(edge);
    early.register(address);
    edge.publish(address, event(1));
    early.event(address);

    Browser late = Browser.visitor(edge);
    late.register(address);

    late.hasNothingUnread();
  }

  @Test
  void whoComesInAndGoesOutIsReported() {
    BlockingQueue<JsonObject> reports = edge.listen(Internal.PRESENCE_REPORT);
    JsonObject session = edge.signIn("alice");
    String id = session.getJsonObject("user").getString("id");
    Browser alice = Browser.withToken(edge, session.getString("token"));
    alice.register(LOBBY);

    PresenceReport came = PresenceReport.fromJson(Edge.soon(reports));
    assertThat(came.room()).isEqualTo("lobby");
    assertThat(came.people()).containsExactly(new Person(id, "alice"));
    assertThat(came.arrived()).containsExactly(id);

    alice.unregister(LOBBY);
    PresenceReport went = PresenceReport.fromJson(Edge.soon(reports));
    assertThat(went)
        .isEqualTo(new PresenceReport(came.bridge(), "lobby", List.of(), went.arrived()));
    assertThat(went.arrived()).isEmpty();
  }

  @Test
  void aPersonWithTwoSocketsIsReportedOnceAndUntilBothAreGone() {
    BlockingQueue<JsonObject> reports = edge.listen(Internal.PRESENCE_REPORT);
    String alicesToken = edge.token("alice");
    Browser desk = Browser.withToken(edge, alicesToken);
    desk.register(LOBBY);
    Browser phone = Browser.withToken(edge, alicesToken);
    phone.register(LOBBY);
    desk.leave();
    Browser bob = Browser.named(edge, "bob");
    bob.register(LOBBY);

    PresenceReport both = reportOf(reports, 2);
    assertThat(both.people()).extracting(Person::name).containsExactlyInAnyOrder("alice", "bob");

    phone.leave();
    PresenceReport one = reportOf(reports, 1);
    assertThat(one.people()).extracting(Person::name).containsExactly("bob");
  }

  /** The next report of so many people; earlier ones are of a moment before. */
  private static PresenceReport reportOf(BlockingQueue<JsonObject> reports, int people) {
    PresenceReport report;
    do {
      report = PresenceReport.fromJson(Edge.soon(reports));
    } while (report.people().size() != people);
    return report;
  }

  @Test
  void visitorsAreNotReported() {
    BlockingQueue<JsonObject> reports = edge.listen(Internal.PRESENCE_REPORT);
    Browser.visitor(edge).register(LOBBY);
    Browser.named(edge, "alice").register(LOBBY);

    assertThat(PresenceReport.fromJson(Edge.soon(reports)).people())
        .extracting(Person::name)
        .containsExactly("alice");
  }

  @Test
  void everyRoomIsReportedAgainAndAgainForAChatThatHasJustBegun() {
    Browser alice = Browser.named(edge, "alice");
    alice.register(LOBBY);
    alice.register("chat.room.attic");
    BlockingQueue<JsonObject> reports = edge.listen(Internal.PRESENCE_REPORT);
    PresenceReport report;
    do {
      report = PresenceReport.fromJson(Edge.soon(reports));
    } while (!report.arrived().isEmpty());
    assertThat(report.people()).extracting(Person::name).containsExactly("alice");
  }
}
