package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Entry;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.Topic;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Lease;
import tickertalk.storage.Leases;

/** Works from the test's own thread, so that an assertion that fails is seen. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class SentimentVerticleTest {
  private static final long START_MS = 1_000_000;
  private static final Pace BRISK = new Pace(10, 50, 60_000, 20, 40, 1);

  /** Looks for what the bus has lost many times a second. */
  private static final Pace FREQUENT = new Pace(10, 50, 50, 20, 40, 1);

  private final Database database = Databases.sqlite();
  private final MovableClock clock = new MovableClock();
  private final BlockingQueue<JsonObject> scores = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonObject> moods = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonObject> moodsOfOtherWindows = new LinkedBlockingQueue<>();

  private Vertx vertx;
  private FakeChat chat;

  private static final class MovableClock extends Clock {
    private final AtomicLong now = new AtomicLong(START_MS);

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void listen(Vertx testVertx) {
    vertx = testVertx;
    chat = new FakeChat(vertx);
    await(
        vertx
            .eventBus()
            .<JsonObject>consumer(
                Topic.SENTIMENT_ROOM.address(FakeChat.ROOM),
                message -> queueOf(message.body()).add(message.body()))
            .completion());
  }

  @AfterEach
  void closeTheDatabaseAfterTheVerticles() {
    await(vertx.close());
    database.close();
  }

  private BlockingQueue<JsonObject> queueOf(JsonObject event) {
    if (event.getString("kind").equals("score")) {
      return scores;
    }
    return event.getString("window").equals("5m") ? moods : moodsOfOtherWindows;
  }

  @ParameterizedTest
  @CsvSource({"love, positive, 😊", "sad, negative, 😞", "table, neutral, 😐"})
  void shouldAnalyzeText(String text, String label, String emoji) {
    deploy();
    JsonObject reply = ask("sentiment.analyze", new JsonObject().put("text", text));
    assertThat(reply.getString("label")).isEqualTo(label);
    assertThat(reply.getString("emoji")).isEqualTo(emoji);
  }

  @Test
  void shouldTellTheWordsByTheirPlacesInWhatTheCallerSent() {
    deploy();
    String text = Normalizer.normalize("오늘 안 좋아", Normalizer.Form.NFD);
    JsonObject reply = ask("sentiment.analyze", new JsonObject().put("text", text));
    JsonObject word = reply.getJsonArray("words").getJsonObject(0);
    assertThat(text.substring(word.getInteger("start"), word.getInteger("end")))
        .isEqualTo(Normalizer.normalize("안 좋아", Normalizer.Form.NFD))
        .isEqualTo(word.getString("text"));
    assertThat(word.getDouble("weight")).isEqualTo(reply.getDouble("score"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sentiment.analyze | {}                               | 400 | text
          sentiment.analyze | {"text": " "}                    | 400 | text
          sentiment.scores  | {"room": "no room"}              | 400 | room
          sentiment.scores  | {"room": "lobby", "limit": 501}  | 400 | limit
          sentiment.scores  | {"room": "lobby", "after": -1}   | 400 | after
          sentiment.mood    | {"room": "lobby", "step": 1}     | 400 | step
          sentiment.analyze | {"text": "a", "room": "no room"} | 400 | room
          sentiment.words   | {}                               | 400 | room
          sentiment.teach   | {"room": "lobby"}                | 400 | word
          sentiment.teach   | {"room": "lobby", "word": " "}   | 400 | word
          sentiment.teach   | {"room": "lobby", "word": "Love", "weight": -1}   | 400 | word
          sentiment.teach   | {"room": "lobby", "word": "a", "weight": 1.1}     | 400 | weight
          sentiment.teach   | {"room": "lobby", "word": "a", "weight": "much"}  | 400 | weight
          sentiment.try     | {"room": "lobby", "word": "@alice", "weight": 1}  | 400 | word
          sentiment.try     | {"room": "lobby", "word": "a", "limit": 501}      | 400 | limit
          sentiment.mood    | {"room": "a", "from": 9, "to":1} | 400 | from
          """)
  void shouldNameTheFieldOfABadRequest(String address, String body, int code, String field) {
    deploy();
    assertThatThrownBy(() -> ask(Role.MODERATOR, address, new JsonObject(body)))
        .isInstanceOfSatisfying(
            ReplyException.class, e -> assertThat(e.failureCode()).isEqualTo(code))
        .hasMessageStartingWith(field + ": ");
  }

  private static JsonObject word(String word, Object weight) {
    return new JsonObject().put("room", "lobby").put("word", word).put("weight", weight);
  }

  private String label(String text, String room) {
    JsonObject body = new JsonObject().put("text", text).put("room", room);
    return ask("sentiment.analyze", body).getString("label");
  }

  @Test
  void shouldScoreByWhatARoomWasTaughtFromTheNextMessageOn() {
    await(chat.start());
    deploy();
    chat.says("alice", "zorp");
    assertThat(next(scores).getString("label")).isEqualTo("neutral");

    JsonObject taught = ask(Role.MODERATOR, "sentiment.teach", word("Zorp", 0.8));

    JsonObject list =
        new JsonObject("{\"room\": \"lobby\", \"words\": [{\"word\": \"Zorp\", \"weight\": 0.8}]}");
    assertThat(taught).isEqualTo(list);
    assertThat(ask(Role.ADMIN, "sentiment.words", new JsonObject().put("room", "lobby")))
        .isEqualTo(list);
    assertThat(label("zorp", "lobby")).isEqualTo("positive");
    assertThat(label("zorp", "attic")).as("in another room").isEqualTo("neutral");
    chat.says("alice", "zorp!");
    assertThat(next(scores).getDouble("score")).isEqualTo(0.8);
    assertThat(
            ask("sentiment.scores", new JsonObject().put("room", "lobby"))
                .getJsonArray("scores")
                .getJsonObject(0)
                .getDouble("score"))
        .as("what was scored before stays")
        .isZero();

    ask(Role.MODERATOR, "sentiment.teach", word("ZORP", null));
    assertThat(label("zorp", "lobby")).isEqualTo("neutral");
  }

  @Test
  void shouldTellWhatAWordWouldChangeAsItIsScoredThen() {
    await(chat.start());
    deploy();
    chat.keeps("alice", "zorp");
    chat.keeps("bob", "I love it");
    chat.keeps("bob", "a plain line");
    chat.changes("bob", head -> new Entry.Edit(head, 3, "no zorp"));
    chat.keeps("carol", "zorp is deleted");
    chat.changes("carol", head -> new Entry.Delete(head, 5));
    chat.keeps("alice", "zorp zorp");

    JsonObject trial = ask(Role.MODERATOR, "sentiment.try", word("zorp", 0.6));

    assertThat(trial.getInteger("read")).isEqualTo(4);
    assertThat(trial.getJsonArray("changed").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"seq": 7, "text": "zorp zorp",
                 "before": {"label": "neutral", "score": 0.0, "emoji": "😐"},
                 "after": {"label": "positive", "score": 1.0, "emoji": "😊"}}
                """));
    assertThat(trial.getJsonArray("changed"))
        .extracting(it -> ((JsonObject) it).getInteger("seq"))
        .containsExactly(7, 3, 1);
    assertThat(label("zorp", "lobby")).as("nothing was taught").isEqualTo("neutral");

    ask(Role.MODERATOR, "sentiment.teach", word("zorp", 0.6));
    trial
        .getJsonArray("changed")
        .forEach(
            it -> {
              JsonObject change = (JsonObject) it;
              JsonObject body = new JsonObject().put("room", "lobby");
              JsonObject again =
                  ask("sentiment.analyze", body.put("text", change.getValue("text")));
              assertThat(change.getJsonObject("after").getDouble("score"))
                  .isEqualTo(again.getDouble("score"));
            });
    assertThat(ask(Role.MODERATOR, "sentiment.try", word("zorp", 0.6)).getJsonArray("changed"))
        .as("as it is already")
        .isEmpty();
    assertThat(
            ask(Role.MODERATOR, "sentiment.try", word("zorp", null).put("limit", 1))
                .getJsonArray("changed"))
        .as("to forget it, of the last message")
        .hasSize(1);
  }

  @Test
  void shouldTeachWhoModeratesOnlyAndInARoomThatThereIs() {
    await(chat.start());
    deploy();
    for (String address : List.of("sentiment.words", "sentiment.teach", "sentiment.try")) {
      assertThatRefused(401, () -> ask(address, word("zorp", 1)));
      assertThatRefused(403, () -> ask(Role.MEMBER, address, word("zorp", 1)));
    }
    JsonObject nowhere = word("zorp", 1).put("room", "nowhere");
    assertThatRefused(404, () -> ask(Role.ADMIN, "sentiment.teach", nowhere));
    assertThatRefused(404, () -> ask(Role.ADMIN, "sentiment.try", nowhere));
  }

  private static void assertThatRefused(int code, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            ReplyException.class, e -> assertThat(e.failureCode()).isEqualTo(code));
  }

  @Test
  void shouldLearnOnEveryJvmWhatIsTaughtOnOneAndKnowItAfterARestart() {
    await(chat.start());
    String holder = deploy();
    Vertx other = Vertx.vertx(); // hears nothing of what is said on the first one's bus
    try {
      await(other.deployVerticle(verticle(new GivenLease(), FREQUENT)));
      ask(Role.MODERATOR, "sentiment.teach", word("zorp", 1));
      awaitLabel(other, "positive");

      JsonObject told = new JsonObject().put("room", "lobby");
      ask(Role.MODERATOR, "sentiment.teach", word("zorp", -1));
      other.eventBus().publish("internal.sentiment.taught", told);
      awaitLabel(other, "negative");
    } finally {
      await(other.close());
    }
    await(vertx.undeploy(holder));
    deploy();
    assertThat(label("zorp", "lobby")).isEqualTo("negative");
  }

  private static void awaitLabel(Vertx where, String label) {
    JsonObject body = new JsonObject().put("text", "zorp").put("room", "lobby");
    String found = "";
    while (!found.equals(label)) {
      found =
          await(where.eventBus().<JsonObject>request("sentiment.analyze", body))
              .body()
              .getString("label");
      await(where.timer(10));
    }
  }

  @Test
  void shouldRefuseATextThatIsTooLong() {
    deploy();
    assertThatThrownBy(
            () -> ask("sentiment.analyze", new JsonObject().put("text", "a".repeat(4_001))))
        .isInstanceOfSatisfying(
            ReplyException.class, e -> assertThat(e.failureCode()).isEqualTo(413));
  }

  @Test
  void shouldKeepAScoreBeforeItIsTold() {
    await(chat.start());
    deploy();
    chat.says("alice", "I love it");
    JsonObject told = next(scores);
    assertThat(told)
        .isEqualTo(
            new JsonObject(
                """
                {"kind": "score", "room": "lobby", "seq": 1, "label": "positive", "score": 0.8,
                 "emoji": "😊"}
                """));
    assertThat(ask("sentiment.scores", new JsonObject().put("room", "lobby")))
        .isEqualTo(
            new JsonObject(
                """
                {"room": "lobby", "epoch": "first",
                 "scores": [{"seq": 1, "label": "positive", "score": 0.8, "emoji": "😊"}]}
                """));
  }

  @Test
  void shouldTellTheMoodAfterTheScoreAndWhetherThereAreEnoughPeople() {
    await(chat.start());
    deploy();
    chat.says("alice", "love");
    assertThat(next(moods))
        .isEqualTo(
            new JsonObject(
                """
                {"kind": "mood", "room": "lobby", "window": "5m", "score": 0.8, "low": -0.665,
                 "high": 0.995, "messages": 1, "people": 1, "enough": false}
                """));
    chat.says("alice", "LOVE!!");
    chat.says("bob", "sad");
    chat.says("carol", "table");
    JsonObject mood = moodOf(3);
    assertThat(mood.getInteger("people")).isEqualTo(3);
    assertThat(mood.getBoolean("enough")).isTrue();
    assertThat(mood.getDouble("score")).as("(0.8 - 0.7 + 0) / 3").isEqualTo(0.033);
  }

  @Test
  void shouldTellTheMoodOfEachWindow() {
    await(chat.start());
    deploy();
    chat.says("alice", "love");
    moodOf(1);
    assertThat(List.of(nextOfOtherWindow(), nextOfOtherWindow(), nextOfOtherWindow()))
        .extracting(mood -> mood.getString("window") + " " + mood.getDouble("score"))
        .containsExactlyInAnyOrder("1m 0.8", "1h 0.8", "1d 0.8");
    clock.now.addAndGet(Duration.ofMinutes(2).toMillis());
    JsonObject minute = nextOfOtherWindow();
    assertThat(minute.getString("window")).as("only the one that changed").isEqualTo("1m");
    assertThat(minute.getInteger("people")).isZero();
    JsonObject reply = ask("sentiment.mood", new JsonObject().put("room", "lobby"));
    assertThat(reply.getJsonArray("moods"))
        .extracting(mood -> ((JsonObject) mood).getInteger("people"))
        .containsExactly(0, 1, 1, 1);
  }

  private JsonObject nextOfOtherWindow() {
    return next(moodsOfOtherWindows);
  }

  @Test
  void shouldTellAMoodAtMostOnceInItsPause() {
    await(chat.start());
    deploy(Leases.alone().of("sentiment"), new Pace(10, 50, 60_000, 60_000, 40, 1));
    for (long seq = 1; seq <= 5; seq++) {
      chat.says("alice", "love");
      assertThat(seqs(1)).containsExactly(seq);
      ask("sentiment.scores", new JsonObject().put("room", "lobby")); // lets the mood arrive
    }
    assertThat(moods).hasSize(1);
  }

  @Test
  void shouldLetTheMoodFadeUntilNobodyIsLeft() {
    await(chat.start());
    deploy();
    chat.says("alice", "love");
    moodOf(1);
    clock.now.addAndGet(Duration.ofMinutes(5).toMillis());
    JsonObject last = moodOf(0);
    assertThat(last.getDouble("score")).isZero();
    chat.at(clock.now.get());
    chat.says("alice", "sad");
    assertThat(next(moods).getInteger("messages")).as("the empty mood is told once").isEqualTo(1);
  }

  @Test
  void shouldCatchUpWithWhatWasSaidBeforePageByPage() {
    for (int i = 0; i < 1_234; i++) {
      chat.keeps("alice", "love");
    }
    await(chat.start());
    deploy();
    assertThat(seqs(1_234)).isEqualTo(LongStream.rangeClosed(1, 1_234).boxed().toList());
    assertThat(chat.asked)
        .extracting(HistoryQuery::after)
        .containsExactly(OptionalLong.of(0), OptionalLong.of(500), OptionalLong.of(1_000));
  }

  @Test
  void shouldWaitForChatToComeUp() {
    chat.keeps("alice", "love");
    deploy();
    await(chat.start());
    assertThat(seqs(1)).containsExactly(1L);
  }

  @Test
  void shouldFillAHoleInWhatItHears() {
    await(chat.start());
    deploy();
    chat.says("alice", "love");
    assertThat(seqs(1)).containsExactly(1L);
    chat.keeps("bob", "sad");
    chat.keeps("bob", "sad");
    chat.says("alice", "love");
    assertThat(seqs(3)).containsExactly(2L, 3L, 4L);
    chat.says("alice", "love");
    assertThat(seqs(1)).as("each once").containsExactly(5L);
  }

  /** From the history, where a deleted message has no words any more. */
  @Test
  void shouldScoreWhatThereIsToRead() {
    await(chat.start());
    chat.keeps("alice", "love");
    chat.keeps("bob", "");
    chat.changes("bob", head -> new Entry.Delete(head, 2));
    deploy();
    assertThat(seqs(1)).containsExactly(1L);
    chat.changes("bob", head -> new Entry.Reaction(head, 1, "👍", true));
    chat.says("alice", "love");
    assertThat(seqs(1)).containsExactly(5L);
    assertThat(chat.asked).as("without asking for what it passed over").hasSizeLessThan(4);
  }

  @Test
  void shouldCorrectScoreAndMoodWhenAMessageIsEditedAndDeleted() {
    await(chat.start());
    String deployment = deploy();
    chat.says("alice", "love");
    chat.says("bob", "table");
    assertThat(seqs(2)).containsExactly(1L, 2L);

    chat.changes("alice", head -> new Entry.Edit(head, 1, "sad"));
    JsonObject score = next(scores);
    assertThat(score.getLong("seq")).isEqualTo(1);
    assertThat(score.getString("label")).isEqualTo("negative");
    assertThat(moodOf(2, -0.35).getInteger("people")).isEqualTo(2);

    await(vertx.undeploy(deployment));
    deploy();
    assertThat(moodOf(2, -0.35)).as("after a restart").isNotNull();

    chat.changes("moderator", head -> new Entry.Delete(head, 1));
    assertThat(moodOf(1, 0).getInteger("people")).isEqualTo(1);
    assertThat(
            ask("sentiment.scores", new JsonObject().put("room", "lobby")).getJsonArray("scores"))
        .hasSize(1);
    assertThat(scores).as("nothing else was scored").isEmpty();
  }

  @Test
  void shouldWriteAMinuteDownWhenItIsOver() {
    await(chat.start());
    deploy();
    chat.says("alice", "love");
    seqs(1);
    assertThat(minutesWrittenDown()).isZero();
    clock.now.addAndGet(Duration.ofMinutes(1).toMillis());
    while (minutesWrittenDown() == 0) {
      await(vertx.timer(10));
    }
    JsonObject course = ask("sentiment.mood", new JsonObject().put("room", "lobby"));
    assertThat(course.getJsonArray("points").getJsonObject(0))
        .isEqualTo(
            new JsonObject("{\"at\": 960000, \"score\": 0.8, \"messages\": 1, \"people\": 1}"));
  }

  private long minutesWrittenDown() {
    return database.read(
        sql ->
            sql.first("select count(*) from sentiment_minute", row -> row.getLong(1))
                .orElseThrow());
  }

  @Test
  void shouldFindByTheRollCallThatTheLastEntryWasLost() {
    await(chat.start());
    deploy(Leases.alone().of("sentiment"), new Pace(10, 50, 20, 20, 40, 1));
    chat.says("alice", "love");
    assertThat(seqs(1)).containsExactly(1L);
    chat.keeps("bob", "sad");
    assertThat(seqs(1)).containsExactly(2L);
  }

  @Test
  void shouldScoreEveryEntryOnceWhileItCatchesUpAndPeopleGoOnTalking() {
    for (int i = 0; i < 700; i++) {
      chat.keeps("alice", "love");
    }
    await(chat.start());
    deploy();
    for (int i = 0; i < 2_300; i++) {
      chat.says("bob", "sad");
    }
    assertThat(seqs(3_000)).isEqualTo(LongStream.rangeClosed(1, 3_000).boxed().toList());
  }

  @Test
  void shouldGoOnAfterARestartWhereItWasAndRememberTheMood() {
    await(chat.start());
    String first = deploy();
    chat.says("alice", "love");
    assertThat(seqs(1)).containsExactly(1L);
    await(vertx.undeploy(first));
    moods.clear();
    chat.keeps("bob", "love");
    deploy();
    assertThat(seqs(1)).containsExactly(2L);
    assertThat(chat.asked).last().extracting(HistoryQuery::after).isEqualTo(OptionalLong.of(1));
    assertThat(moodOf(2).getInteger("people")).isEqualTo(2);
  }

  @Test
  void shouldReadTheNewLogFromItsStartWhenARoomBeganAnew() {
    await(chat.start());
    deploy();
    chat.says("alice", "love");
    chat.says("alice", "love");
    assertThat(seqs(2)).containsExactly(1L, 2L);
    chat.beginAnew("second");
    chat.keeps("alice", "sad");
    chat.says("alice", "sad");
    assertThat(seqs(2)).containsExactly(1L, 2L);
    assertThat(ask("sentiment.scores", new JsonObject().put("room", "lobby")).getString("epoch"))
        .isEqualTo("second");
  }

  @Test
  void shouldTellTheMoodOfATime() {
    await(chat.start());
    deploy();
    chat.says("alice", "love");
    chat.says("bob", "sad");
    seqs(2);
    JsonObject query =
        new JsonObject().put("room", "lobby").put("from", START_MS).put("to", START_MS + 1);
    assertThat(ask("sentiment.mood", query).getJsonArray("points"))
        .containsExactly(
            new JsonObject(
                """
                {"at": 960000, "score": 0.05, "messages": 2, "people": 2}
                """));
  }

  @Test
  void shouldStandByUntilTheHolderIsGone() {
    await(chat.start());
    Duration term = Duration.ofMillis(900);
    String first = deploy(Leases.shared(database, "first", term).of("sentiment"), BRISK);
    chat.says("alice", "love");
    assertThat(seqs(1)).containsExactly(1L);

    Lease second = Leases.shared(database, "second", term).of("sentiment");
    deploy(second, BRISK);
    chat.says("alice", "love");
    assertThat(seqs(1)).containsExactly(2L);

    await(vertx.undeploy(first));
    chat.says("bob", "sad");
    assertThat(seqs(1)).as("scored by the second, once").containsExactly(3L);
    assertThat(ask("sentiment.analyze", new JsonObject().put("text", "love"))).isNotNull();
    assertThat(scores).isEmpty();
  }

  /** A lease that the test gives and takes. */
  private static final class GivenLease implements Lease {
    volatile Runnable held;
    volatile Runnable lost;

    @Override
    public void keep(Runnable whenHeld, Runnable whenLost) {
      held = whenHeld;
      lost = whenLost;
    }

    @Override
    public void release() {}
  }

  @Test
  void shouldOnlyAnalyzeWhileAnotherHoldsTheLease() {
    await(chat.start());
    GivenLease lease = new GivenLease();
    deploy(lease, BRISK);
    JsonObject room = new JsonObject().put("room", "lobby");
    chat.says("alice", "love");
    assertThatThrownBy(() -> ask("sentiment.scores", room))
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> assertThat(e.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
    assertThat(ask("sentiment.analyze", new JsonObject().put("text", "love"))).isNotEmpty();
    assertThat(chat.asked).isEmpty();

    lease.held.run();
    assertThat(seqs(1)).as("what was said meanwhile").containsExactly(1L);

    lease.lost.run();
    lease.held.run();
    lease.lost.run();
    lease.held.run();
    chat.says("bob", "sad");
    chat.says("bob", "sad");
    assertThat(seqs(2)).as("each once, however often the lease changed").containsExactly(2L, 3L);
  }

  private String deploy() {
    return deploy(Leases.alone().of("sentiment"), BRISK);
  }

  private String deploy(Lease lease, Pace pace) {
    return await(vertx.deployVerticle(verticle(lease, pace)));
  }

  private SentimentVerticle verticle(Lease lease, Pace pace) {
    return new SentimentVerticle(
        SentimentConfig.defaults(),
        database,
        lease,
        clock,
        pace,
        // Its scores are plain sums: love is 0.8 and sad -0.7.
        new LexiconScorer(Lexicon.bundled()));
  }

  private JsonObject ask(String address, JsonObject body) {
    return await(vertx.eventBus().<JsonObject>request(address, body)).body();
  }

  private JsonObject ask(Role role, String address, JsonObject body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    new Caller(new Person("m", "mona"), role).stamp(headers);
    DeliveryOptions options = new DeliveryOptions().setHeaders(headers);
    return await(vertx.eventBus().<JsonObject>request(address, body, options)).body();
  }

  /** The seqs of the next scores told. */
  private List<Long> seqs(int count) {
    List<Long> seqs = new ArrayList<>();
    while (seqs.size() < count) {
      seqs.add(next(scores).getLong("seq"));
    }
    return seqs;
  }

  /** The next mood of five minutes that rests on so many messages. */
  private JsonObject moodOf(int messages) {
    return moodWhere(mood -> mood.getInteger("messages") == messages);
  }

  private JsonObject moodOf(int messages, double score) {
    return moodWhere(
        mood -> mood.getInteger("messages") == messages && mood.getDouble("score") == score);
  }

  private JsonObject moodWhere(Predicate<JsonObject> wanted) {
    JsonObject mood = next(moods);
    while (!wanted.test(mood)) {
      mood = next(moods);
    }
    return mood;
  }

  private static JsonObject next(BlockingQueue<JsonObject> events) {
    try {
      JsonObject event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("an event within 20 s").isNotNull();
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
