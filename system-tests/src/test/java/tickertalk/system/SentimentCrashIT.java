package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The JVM that scores is killed while people talk, and started again. */
@Timeout(150)
class SentimentCrashIT {
  private static final String SCORES = "sentiment.room.lobby";
  private static final int KILLS = 2;
  private static final int AUTHORS = 4;
  private static final int POST_EVERY_MS = 5;
  private static final int SCORES_BETWEEN = 150;
  private static final int PAGE = 500;

  /** A start, and the lease of the dead, which runs for 3 s; and a machine may be busy. */
  private static final Duration CATCH_UP = Duration.ofSeconds(40);

  /** No two are nearly the same, and nobody says more of them than a mood remembers. */
  private static final List<String> TEXTS =
      List.of(
          "love it",
          "so sad about this",
          "to the moon 🚀",
          "when does the market open?",
          "떡상 가즈아",
          "완전 물렸다 ㅠㅠ",
          "회의는 세 시에 시작해요",
          "not good at all",
          "안 좋아 보인다",
          "what a great day");

  @TempDir Path data;

  @Test
  void whoIsKilledUnderLoadScoresEachMessageOnceAndInOrderAndKnowsTheMood() {
    String[] options = {"--price-source", "replay", "--rate-limit", "off"};
    try (Cluster cluster = new Cluster(data, 2, options)) {
      List<Tickertalk> nodes = cluster.start("chat,bridge", "sentiment");
      Tickertalk bridge = nodes.get(0);
      try (Client listener = Client.enter(bridge, "listener").register(SCORES)) {
        talkWhile(bridge, () -> killAgainAndAgain(cluster, nodes.get(1), listener));
        List<JsonObject> log = listener.history(0);
        Map<String, JsonObject> readings = readings(listener);
        awaitScoreOf(log.size(), listener);

        assertThatEachIsScoredOnce(log, readings, listener);
        assertThatEachWasToldOnceAndInOrder(log.size(), listener);
        assertThatTheMoodIs(recomputed(log, readings), listener);
      }
    }
  }

  /** Several people post all the time, and what they have posted is in the log afterwards. */
  private static void talkWhile(Tickertalk bridge, Runnable doing) {
    List<Client> authors =
        IntStream.range(0, AUTHORS).mapToObj(i -> Client.enter(bridge, "author-" + i)).toList();
    ScheduledExecutorService talk = Executors.newSingleThreadScheduledExecutor();
    int[] said = {0};
    try {
      ScheduledFuture<?> talking =
          talk.scheduleAtFixedRate(
              () -> say(authors, said[0]++), 0, POST_EVERY_MS, TimeUnit.MILLISECONDS);
      doing.run();
      assertThat(talking.isDone()).as("nobody could post any more").isFalse();
      talking.cancel(false);
      talk.shutdown();
      await().until(talk::isTerminated);
      int posted = said[0];
      await()
          .atMost(CATCH_UP)
          .until(() -> authors.stream().mapToInt(it -> it.receipts().size()).sum() == posted);
    } finally {
      talk.shutdownNow();
      authors.forEach(Client::close);
    }
  }

  /** Each has texts that the others have not, so that their voices differ. */
  private static void say(List<Client> authors, int number) {
    int author = number % AUTHORS;
    int round = number / AUTHORS;
    authors
        .get(author)
        .postAhead(Client.message(TEXTS.get((author * 2 + round % 5) % TEXTS.size())));
  }

  private static void killAgainAndAgain(Cluster cluster, Tickertalk first, Client listener) {
    Tickertalk sentiment = first;
    awaitScores(SCORES_BETWEEN, listener);
    for (int kill = 0; kill < KILLS; kill++) {
      sentiment.kill();
      sentiment = cluster.launchInPlaceOf(sentiment, "sentiment").ready();
      awaitScores(SCORES_BETWEEN, listener);
    }
  }

  private static void awaitScores(int more, Client listener) {
    int enough = told(listener).size() + more;
    await().atMost(CATCH_UP).until(() -> told(listener).size() >= enough);
  }

  private static List<Long> told(Client listener) {
    return listener.events(SCORES).stream()
        .filter(event -> event.getString("kind").equals("score"))
        .map(event -> event.getLong("seq"))
        .toList();
  }

  private static void awaitScoreOf(long seq, Client client) {
    await().atMost(CATCH_UP).until(() -> !page(seq - 1, client).isEmpty());
  }

  private static List<JsonObject> page(long after, Client client) {
    JsonObject query = new JsonObject().put("room", "lobby").put("after", after).put("limit", PAGE);
    return client.ask("sentiment.scores", query).getJsonArray("scores").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /** What is said of each text by itself. */
  private static Map<String, JsonObject> readings(Client client) {
    return TEXTS.stream()
        .collect(
            Collectors.toMap(
                text -> text,
                text -> client.ask("sentiment.analyze", new JsonObject().put("text", text))));
  }

  private static void assertThatEachIsScoredOnce(
      List<JsonObject> log, Map<String, JsonObject> readings, Client client) {
    List<JsonObject> scores = new ArrayList<>();
    for (List<JsonObject> page = page(0, client); !page.isEmpty(); ) {
      scores.addAll(page);
      page = page(page.get(page.size() - 1).getLong("seq"), client);
    }
    List<JsonObject> expected =
        log.stream()
            .map(entry -> score(entry.getLong("seq"), readings.get(entry.getString("text"))))
            .toList();
    assertThat(scores).isEqualTo(expected);
    assertThat(log)
        .extracting(entry -> entry.getLong("seq"))
        .isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
  }

  private static JsonObject score(long seq, JsonObject reading) {
    return new JsonObject()
        .put("seq", seq)
        .put("label", reading.getString("label"))
        .put("score", reading.getDouble("score"))
        .put("emoji", reading.getString("emoji"));
  }

  /** What was kept and not told when a JVM was killed is one stretch, and in the store. */
  private static void assertThatEachWasToldOnceAndInOrder(long last, Client listener) {
    await().atMost(CATCH_UP).until(() -> told(listener).contains(last));
    List<Long> told = told(listener);
    assertThat(told).isSorted().doesNotHaveDuplicates();
    List<Long> afterHoles =
        IntStream.range(0, told.size())
            .filter(i -> told.get(i) != (i == 0 ? 1 : told.get(i - 1) + 1))
            .mapToObj(told::get)
            .toList();
    assertThat(afterHoles).as("the first told after each hole").hasSizeLessThanOrEqualTo(KILLS);
    assertThat(told).as("told of %s", last).hasSizeGreaterThan((int) last - KILLS * PAGE);
  }

  /** The mean of the people's means, of whom each said a thing once, however often. */
  private static double recomputed(List<JsonObject> log, Map<String, JsonObject> readings) {
    Map<String, Map<String, Double>> voices = new TreeMap<>();
    for (JsonObject entry : log) {
      String text = entry.getString("text");
      voices
          .computeIfAbsent(entry.getJsonObject("from").getString("id"), id -> new HashMap<>())
          .put(text, readings.get(text).getDouble("score"));
    }
    assertThat(voices).hasSize(AUTHORS);
    return mean(voices.values().stream().map(it -> mean(List.copyOf(it.values()))).toList());
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static void assertThatTheMoodIs(double score, Client client) {
    JsonObject mood =
        client
            .ask("sentiment.mood", new JsonObject().put("room", "lobby"))
            .getJsonArray("moods")
            .stream()
            .map(JsonObject.class::cast)
            .filter(it -> it.getString("window").equals("1h"))
            .findFirst()
            .orElseThrow();
    assertThat(mood.getInteger("people")).isEqualTo(AUTHORS);
    assertThat(mood.getInteger("messages")).as("5 texts each").isEqualTo(AUTHORS * 5);
    assertThat(mood.getDouble("score")).isCloseTo(score, within(0.002));
  }
}
