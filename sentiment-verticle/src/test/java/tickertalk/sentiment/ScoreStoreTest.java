package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.Entry;
import tickertalk.contract.Label;
import tickertalk.contract.Person;
import tickertalk.contract.Score;
import tickertalk.storage.Database;
import tickertalk.storage.StorageException;

@Timeout(60)
class ScoreStoreTest {
  static ScoreStore open(Database database) {
    ScoreStore store = new ScoreStore(database);
    store.migrate();
    return store;
  }

  /** Each says what nobody said before. */
  static ScoredEntry entry(String epoch, long seq, String author, long at, double score) {
    Label label = score > 0 ? Label.POSITIVE : score < 0 ? Label.NEGATIVE : Label.NEUTRAL;
    return new ScoredEntry("lobby", epoch, seq, author, at, at, seq, label, score);
  }

  static ScoreStore.Saved save(ScoreStore store, ScoredBatch batch) {
    return store.save(batch, 0);
  }

  static ScoredBatch said(ScoredEntry... entries) {
    return new ScoredBatch(List.of(entries), List.of(), List.of());
  }

  static ScoredBatch edited(ScoredEntry... entries) {
    return new ScoredBatch(List.of(), List.of(entries), List.of());
  }

  static ScoredBatch deleted(String epoch, long target) {
    Entry.Head head =
        new Entry.Head("lobby", epoch, 99, "id", new Person("moderator", "moderator"), 5_000_000);
    return new ScoredBatch(List.of(), List.of(), List.of(new Entry.Delete(head, target)));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepWhatWasSavedAndSayHowFarItGoes(Database database) {
    ScoreStore store = open(database);
    save(store, said(entry("e", 1, "alice", 10, 0.8), entry("e", 2, "bob", 20, -0.123456)));
    ScoreStore reopened = open(database);
    assertThat(reopened.positions()).containsOnly(Map.entry("lobby", new Position("e", 2)));
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
    assertThat(save(store, said(first)).said()).containsExactly(first);
    assertThat(save(store, said(first, second)).said()).containsExactly(second);
    assertThat(save(store, said(first, second)).said()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKnowSinceWhenSomebodySpeaksInWhateverRoomAndAfterARestart(Database database) {
    save(open(database), said(entry("e", 1, "alice", 100, 0)));
    ScoreStore store = open(database);
    for (int i = 0; i < 2; i++) {
      ScoredEntry later =
          new ScoredEntry("attic", "a", 1 + i, "alice", 500, 500, 7, Label.NEUTRAL, 0);
      assertThat(save(store, said(later)).said()).containsExactly(later.since(100));
    }
    ScoredEntry earlier = new ScoredEntry("hall", "h", 1, "alice", 30, 30, 7, Label.NEUTRAL, 0);
    assertThat(save(store, said(earlier)).said()).containsExactly(earlier);
    assertThat(save(store, said(entry("e", 2, "alice", 600, 0))).said())
        .extracting(ScoredEntry::since)
        .containsExactly(30L);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldGiveScoresAfterASeqInPages(Database database) {
    ScoreStore store = open(database);
    save(
        store,
        said(
            LongStream.rangeClosed(1, 7)
                .mapToObj(n -> entry("e", n, "a", n, 0))
                .toArray(ScoredEntry[]::new)));
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
    save(store, said(entry("old", 1, "alice", 10, 1), entry("old", 2, "bob", 20, 1)));
    save(store, said(entry("new", 1, "alice", 30, -1)));
    assertThat(store.positions().get("lobby")).isEqualTo(new Position("new", 1));
    assertThat(store.scores("lobby", 0, 500).scores())
        .containsExactly(new Score("lobby", 1, Label.NEGATIVE, -1));
    RoomMood mood = store.moods(store.positions(), 0).get("lobby");
    assertThat(mood.at(30, MoodWindow.DAY).score()).isEqualTo(-1);
    assertThat(mood.at(30, MoodWindow.DAY).people()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldMakeOfWhatItKeptTheMoodThatWasHeard(Database database) {
    ScoreStore store = open(database);
    RoomMood heard = new RoomMood();
    Random random = new Random(4);
    long now = 10 * MoodWindow.DAY.ms();
    for (int batch = 0; batch < 30; batch++) {
      ScoredEntry[] entries = new ScoredEntry[40];
      for (int i = 0; i < entries.length; i++) {
        now += random.nextInt(200_000);
        entries[i] =
            new ScoredEntry(
                "lobby",
                "e",
                batch * 40 + i + 1,
                "p" + random.nextInt(12),
                now,
                now,
                random.nextInt(14),
                Label.NEUTRAL,
                random.nextInt(-100, 101) / 100.0);
      }
      save(store, said(entries)).said().forEach(heard::add);
    }
    long earliest = MoodWindow.earliest(now);
    assertThat(earliest).as("some were said before").isGreaterThan(10 * MoodWindow.DAY.ms());
    RoomMood read = open(database).moods(store.positions(), earliest).get("lobby");
    heard.expire(now);
    read.expire(now);
    for (MoodWindow window : MoodWindow.values()) {
      assertThat(read.at(now, window)).isEqualTo(heard.at(now, window));
    }
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepTheScoreOfAnEditAndSayWhoseVoiceItIs(Database database) {
    ScoreStore store = open(database);
    save(store, said(entry("e", 1, "alice", 10, 0.8), entry("e", 2, "alice", 20, 0.5)));
    ScoredEntry edit = new ScoredEntry("lobby", "e", 1, "alice", 90, 90, 77, Label.NEGATIVE, -0.6);

    ScoreStore.Saved saved = save(store, edited(edit));

    assertThat(saved.edited()).containsExactly(edit);
    assertThat(saved.corrections())
        .extracting(Correction::room, Correction::author)
        .containsExactly(tuple("lobby", "alice"));
    assertThat(store.scores("lobby", 0, 500).scores())
        .containsExactly(
            new Score("lobby", 1, Label.NEGATIVE, -0.6),
            new Score("lobby", 2, Label.POSITIVE, 0.5));
    assertThat(saved.corrections().get(0).entries())
        .as("said when it was said")
        .extracting(ScoredEntry::at, ScoredEntry::gist, ScoredEntry::score)
        .containsExactly(tuple(10L, 77L, -0.6), tuple(20L, 2L, 0.5));
    assertThat(save(store, edited(edit)).edited()).as("heard again").isEmpty();
    assertThat(save(store, edited(entry("e", 9, "alice", 10, 1))).edited())
        .as("of nothing that has a score")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepNoScoreOfWhatSomebodyElseDeleted(Database database) {
    ScoreStore store = open(database);
    save(store, said(entry("e", 1, "alice", 10, 0.8), entry("e", 2, "bob", 20, 0.5)));

    ScoreStore.Saved saved = save(store, deleted("e", 1));

    assertThat(saved.corrections()).containsExactly(new Correction("lobby", "alice", List.of()));
    assertThat(store.scores("lobby", 0, 500).scores()).extracting(Score::seq).containsExactly(2L);
    assertThat(save(store, deleted("e", 1)).corrections()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepNothingOfABatchThatBreaksARule(Database database) {
    ScoreStore store = open(database);
    ScoredBatch batch = said(entry("e", 1, "alice", 10, 0.5), entry("e", 2, "alice", 10, 1.5));
    assertThatThrownBy(() -> save(store, batch)).isInstanceOf(StorageException.class);
    assertThat(store.positions()).isEmpty();
    ScoredEntry later = entry("e", 1, "alice", 50, 0.5);
    assertThat(save(store, said(later)).said()).as("nor that alice spoke").containsExactly(later);
  }
}
