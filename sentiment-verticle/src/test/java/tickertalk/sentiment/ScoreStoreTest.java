package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.Label;
import tickertalk.contract.MoodQuery;
import tickertalk.contract.Score;
import tickertalk.storage.Database;
import tickertalk.storage.StorageException;

@Timeout(60)
class ScoreStoreTest {
  private static final long MINUTE_MS = 60_000;

  private static ScoreStore open(Database database) {
    ScoreStore store = new ScoreStore(database);
    store.migrate();
    return store;
  }

  private static ScoredEntry entry(String epoch, long seq, String author, long at, double score) {
    Label label = score > 0 ? Label.POSITIVE : score < 0 ? Label.NEGATIVE : Label.NEUTRAL;
    return new ScoredEntry("lobby", epoch, seq, author, at, label, score);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepWhatWasSavedAndSayHowFarItGoes(Database database) {
    ScoreStore store = open(database);
    store.save(List.of(entry("e", 1, "alice", 10, 0.8), entry("e", 2, "bob", 20, -0.123456)));
    ScoreStore reopened = open(database);
    assertThat(reopened.positions()).containsOnly(Map.entry("lobby", new Position("e", 2)));
    assertThat(reopened.since(10)).containsExactly(entry("e", 2, "bob", 20, -0.123456));
    assertThat(reopened.scores("lobby", 0, 500))
        .isEqualTo(
            new ScoreStore.Page(
                "lobby",
                Optional.of("e"),
                List.of(
                    new Score("lobby", 1, Label.POSITIVE, 0.8),
                    new Score("lobby", 2, Label.NEGATIVE, -0.123456))));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldSayWhichOfTheSavedWereNew(Database database) {
    ScoreStore store = open(database);
    ScoredEntry first = entry("e", 1, "alice", 10, 0.8);
    ScoredEntry second = entry("e", 2, "alice", 10, 0);
    assertThat(store.save(List.of(first))).containsExactly(first);
    assertThat(store.save(List.of(first, second))).containsExactly(second);
    assertThat(store.save(List.of(first, second))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldGiveScoresAfterASeqInPages(Database database) {
    ScoreStore store = open(database);
    store.save(LongStream.rangeClosed(1, 7).mapToObj(n -> entry("e", n, "a", n, 0)).toList());
    assertThat(store.scores("lobby", 2, 3).scores())
        .extracting(Score::seq)
        .containsExactly(3L, 4L, 5L);
    assertThat(store.scores("lobby", 7, 3).scores()).isEmpty();
    assertThat(store.scores("attic", 0, 3).epoch()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldSpeakOfTheNewestLogOnlyWhenARoomBeganAnew(Database database) {
    ScoreStore store = open(database);
    store.save(List.of(entry("old", 1, "alice", 10, 1), entry("old", 2, "bob", 20, 1)));
    store.save(List.of(entry("new", 1, "alice", 30, -1)));
    assertThat(store.positions().get("lobby")).isEqualTo(new Position("new", 1));
    assertThat(store.scores("lobby", 0, 500).scores())
        .containsExactly(new Score("lobby", 1, Label.NEGATIVE, -1));
    assertThat(store.since(0)).hasSize(1);
    assertThat(store.mood(new MoodQuery("lobby", 0, MINUTE_MS, MINUTE_MS)))
        .containsExactly(new ScoreStore.MoodPoint(0, -1, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldAveragePeopleAndNotMessagesInEachStep(Database database) {
    ScoreStore store = open(database);
    long from = 1_000_000;
    store.save(
        List.of(
            entry("e", 1, "early", from - 1, 1),
            entry("e", 2, "spammer", from, 1),
            entry("e", 3, "spammer", from + 1, 1),
            entry("e", 4, "spammer", from + 2, 0.4),
            entry("e", 5, "bob", from + MINUTE_MS - 1, -1),
            entry("e", 6, "bob", from + 3 * MINUTE_MS, -0.5),
            entry("e", 7, "late", from + 4 * MINUTE_MS, 1)));
    assertThat(store.mood(new MoodQuery("lobby", from, from + 4 * MINUTE_MS, MINUTE_MS)))
        .containsExactly(
            new ScoreStore.MoodPoint(from, -0.1, 4, 2),
            new ScoreStore.MoodPoint(from + 3 * MINUTE_MS, -0.5, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepNothingOfABatchThatBreaksARule(Database database) {
    ScoreStore store = open(database);
    List<ScoredEntry> batch =
        List.of(entry("e", 1, "alice", 10, 0.5), entry("e", 2, "alice", 10, 1.5));
    assertThatThrownBy(() -> store.save(batch)).isInstanceOf(StorageException.class);
    assertThat(store.positions()).isEmpty();
  }
}
