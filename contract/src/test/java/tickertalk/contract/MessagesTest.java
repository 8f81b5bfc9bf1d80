package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.contract.Refusals.assertBadInput;
import static tickertalk.contract.Refusals.assertRefused;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class MessagesTest {
  private static final String ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Person CHEOLSU = new Person("u-2", "김철수 👨‍👩‍👧‍👦");
  private static final Entry.Head HEAD =
      new Entry.Head("방", "e-1", Long.MAX_VALUE, ID, CHEOLSU, 1_700_000_000_000L);

  // Round trips, as text: what one JVM writes another must read

  static Stream<Arguments> messages() {
    return Stream.of(
        message(ALICE, Person::toJson, Person::fromJson),
        message(entry(OptionalLong.empty()), Entry::toJson, Entry::fromJson),
        message(entry(OptionalLong.of(1)), Entry::toJson, Entry::fromJson),
        message(new Entry.Message(HEAD, "", OptionalLong.of(1)), Entry::toJson, Entry::fromJson),
        message(new Entry.Edit(HEAD, 1, "둘"), Entry::toJson, Entry::fromJson),
        message(new Entry.Edit(HEAD, 1, ""), Entry::toJson, Entry::fromJson),
        message(new Entry.Delete(HEAD, 1), Entry::toJson, Entry::fromJson),
        message(new Entry.Reaction(HEAD, 1, "👨‍👩‍👧‍👦", true), Entry::toJson, Entry::fromJson),
        message(new Entry.Reaction(HEAD, 1, "❤️", false), Entry::toJson, Entry::fromJson),
        message(
            new PresenceReport("b-1", "lobby", List.of(ALICE, CHEOLSU), Set.of("u-2")),
            PresenceReport::toJson,
            PresenceReport::fromJson),
        message(
            new PresenceReport("b-1", "lobby", List.of(), Set.of()),
            PresenceReport::toJson,
            PresenceReport::fromJson),
        message(Revocation.ofSession("s-1", 7), Revocation::toJson, Revocation::fromJson),
        message(
            Revocation.ofUser("u-1", 5, Role.MODERATOR, 7),
            Revocation::toJson,
            Revocation::fromJson),
        message(new Joined("방", CHEOLSU), Joined::toJson, Joined::fromJson),
        message(new NoticeSend(Optional.empty(), "점검"), NoticeSend::toJson, NoticeSend::fromJson),
        message(new NoticeSend(Optional.of("u-1"), "hi"), NoticeSend::toJson, NoticeSend::fromJson),
        message(
            new HistoryQuery("lobby", OptionalLong.of(0), OptionalLong.empty(), 500),
            HistoryQuery::toJson,
            HistoryQuery::fromJson),
        message(
            new HistoryQuery("lobby", OptionalLong.empty(), OptionalLong.of(9), 1),
            HistoryQuery::toJson,
            HistoryQuery::fromJson));
  }

  private static Entry entry(OptionalLong replyTo) {
    return new Entry.Message(HEAD, "</script>\n'; -- 🚀", replyTo);
  }

  private static <T> Arguments message(
      T message, Function<T, JsonObject> write, Function<JsonObject, T> read) {
    Function<JsonObject, T> readText = json -> read.apply(new JsonObject(json.encode()));
    return Arguments.of(message, write.andThen(readText));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  <T> void shouldBeReadAsItWasWritten(T message, Function<T, T> overTheWire) {
    assertThat(overTheWire.apply(message)).isEqualTo(message);
  }

  // What stands on the wire is what the protocol says

  @Test
  void shouldPutAnEntryOnTheWireAsTheProtocolSays() {
    Entry.Head head = new Entry.Head("lobby", "e-1", 7, ID, ALICE, 42);
    JsonObject common =
        new JsonObject()
            .put("room", "lobby")
            .put("epoch", "e-1")
            .put("seq", 7L)
            .put("id", ID)
            .put("from", new JsonObject().put("id", "u-1").put("name", "alice"))
            .put("at", 42L);
    assertThat(new Entry.Message(head, "hi", OptionalLong.of(3)).toJson())
        .isEqualTo(common.copy().put("kind", "message").put("text", "hi").put("replyTo", 3L));
    assertThat(new Entry.Edit(head, 3, "hello").toJson())
        .isEqualTo(common.copy().put("kind", "edit").put("target", 3L).put("text", "hello"));
    assertThat(new Entry.Delete(head, 3).toJson())
        .isEqualTo(common.copy().put("kind", "delete").put("target", 3L));
    assertThat(new Entry.Reaction(head, 3, "👍", false).toJson())
        .isEqualTo(
            common
                .copy()
                .put("kind", "reaction")
                .put("target", 3L)
                .put("emoji", "👍")
                .put("on", false));
  }

  @Test
  void shouldSayOfWordsThatAreGoneThatTheyWereDeleted() {
    assertThat(new Entry.Message(HEAD, "", OptionalLong.empty()).toJson())
        .contains(Map.entry("text", ""), Map.entry("deleted", true));
    assertThat(new Entry.Edit(HEAD, 1, "").toJson())
        .contains(Map.entry("text", ""), Map.entry("deleted", true));
    assertThat(entry(OptionalLong.empty()).toJson().fieldNames()).doesNotContain("deleted");
  }

  @Test
  void shouldRefuseAnEntryOfAKindThatNobodyKnows() {
    JsonObject odd = new Entry.Delete(HEAD, 1).toJson().put("kind", "shout");
    assertBadInput("kind: must be message, edit, delete or reaction", () -> Entry.fromJson(odd));
  }

  @Test
  void shouldLeaveOutWhatAnEntryDoesNotAnswer() {
    assertThat(entry(OptionalLong.empty()).toJson().fieldNames()).doesNotContain("replyTo");
  }

  @Test
  void shouldKeepAPresenceReportFromBeingChangedLater() {
    List<Person> people = new ArrayList<>(List.of(ALICE));
    PresenceReport report = new PresenceReport("b-1", "lobby", people, Set.of());
    people.add(CHEOLSU);
    assertThat(report.people()).containsExactly(ALICE);
  }

  // Requests

  private static JsonObject post() {
    return new JsonObject().put("room", "lobby").put("id", ID).put("text", "hi");
  }

  @Test
  void shouldIgnoreFieldsNobodyKnows() {
    assertThat(ChatPost.fromJson(post().put("from", "forged").put("seq", -1)))
        .isEqualTo(new ChatPost("lobby", ID, "hi", OptionalLong.empty()));
  }

  @Test
  void shouldRefuseAPostThatAnswersNoSeq() {
    assertBadInput(
        "replyTo: must be within 1 and " + Long.MAX_VALUE,
        () -> ChatPost.fromJson(post().put("replyTo", 0)));
  }

  @Test
  void shouldTakeAPostOf4000CharactersAndNoLonger() {
    assertThat(ChatPost.fromJson(post().put("text", "👍🏽".repeat(4_000))).text()).hasSize(16_000);
    assertRefused(
        ErrorCode.TOO_LARGE,
        "text: must be at most 4000 characters long",
        () -> ChatPost.fromJson(post().put("text", "가".repeat(4_001))));
  }

  @Test
  void shouldReadHistoryOneWayAtATime() {
    JsonObject both = new JsonObject().put("room", "lobby").put("after", 1).put("before", 2);
    assertBadInput(
        "before: cannot be given together with after", () -> HistoryQuery.fromJson(both));
  }

  @Test
  void shouldReadTheLastFiftyWhenAskedForNoLimitAndNeverMoreThan500() {
    JsonObject query = new JsonObject().put("room", "lobby");
    assertThat(HistoryQuery.fromJson(query).limit()).isEqualTo(50);
    assertThat(HistoryQuery.fromJson(query.copy().put("limit", 500)).limit()).isEqualTo(500);
    for (int limit : new int[] {0, -1, 501}) {
      assertBadInput(
          "limit: must be within 1 and 500",
          () -> HistoryQuery.fromJson(query.copy().put("limit", limit)));
    }
  }

  @Test
  void shouldBoundTheWorkThatAMoodQueryMakes() {
    JsonObject query = new JsonObject().put("room", "lobby").put("from", 0).put("to", 90_000_000);
    assertThat(MoodQuery.fromJson(query, 0).step()).isEqualTo(60_000);
    assertBadInput(
        "step: makes more than 1500 points",
        () -> MoodQuery.fromJson(query.copy().put("to", Long.MAX_VALUE), 0));
    assertBadInput(
        "from: must be before to", () -> MoodQuery.fromJson(query.copy().put("to", 0), 0));
  }

  @Test
  void shouldKnowTheCandlesItHas() {
    JsonObject query = new JsonObject().put("symbol", "BTC-USDT");
    assertThat(CandlesQuery.fromJson(query.copy().put("interval", "1h")))
        .isEqualTo(
            new CandlesQuery("BTC-USDT", CandlesQuery.Interval.HOUR, 100, OptionalLong.empty()));
    assertBadInput(
        "interval: must be 1m, 5m, 1h or 1d",
        () -> CandlesQuery.fromJson(query.copy().put("interval", "2m")));
  }

  @Test
  void shouldReadWhatAnAlertIsWithTenMinutesOfSilenceUnlessItSaysSo() {
    JsonObject wish = new JsonObject().put("symbol", "BTC-USDT").put("when", "price > 70000");
    assertThat(AlertCreate.fromJson(wish).toJson()).isEqualTo(wish.copy().put("cooldown", "10m"));
    assertThat(AlertCreate.fromJson(wish.copy().put("cooldown", "3600s")).cooldown())
        .isEqualTo(new Cooldown(Duration.ofHours(1)));
    assertBadInput(
        "symbol: must look like BTC-USDT",
        () -> AlertCreate.fromJson(wish.copy().put("symbol", "btc")));
    assertBadInput(
        "when: is required",
        () -> AlertCreate.fromJson(new JsonObject().put("symbol", "BTC-USDT")));
  }

  @Test
  void shouldReadACooldownOfAMinuteToAWeek() {
    for (String written : new String[] {"1m", "90s", "36h", "7d"}) {
      assertThat(Cooldown.of(written).wireForm()).isEqualTo(written);
    }
    assertThat(Cooldown.of("168h").wireForm()).isEqualTo("7d");
    for (String written : new String[] {"59s", "0m", "8d", "999999999d"}) {
      assertBadInput("cooldown: must be within 1m and 7d", () -> Cooldown.of(written));
    }
    for (String written : new String[] {"", "10", "m", "10 m", "-1h", "1w", "1h30m"}) {
      assertBadInput(
          "cooldown: must be like 10m or 1h, within 1m and 7d", () -> Cooldown.of(written));
    }
  }

  @Test
  void shouldFireNoAlertOnAPriceThatIsNotFresh() {
    for (Quote.State state : Quote.State.values()) {
      if (state.isFresh()) {
        assertThat(firing(state).toJson().getString("state")).isEqualTo(state.wireName());
      } else {
        assertBadInput("state: must be live or replay", () -> firing(state));
      }
    }
  }

  private static AlertFiring firing(Quote.State state) {
    return new AlertFiring(1, "BTC-USDT", "price > 1", new BigDecimal("1.5"), state);
  }

  @Test
  void shouldRefuseAScoreOutsideItsScale() {
    for (double score : new double[] {-1.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertBadInput(
          "score: must be within -1 and 1", () -> new Score("lobby", 1, Label.NEUTRAL, score));
    }
  }
}
