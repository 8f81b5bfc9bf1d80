package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.sentiment.ScoreStoreTest.deleted;
import static tickertalk.sentiment.ScoreStoreTest.edited;
import static tickertalk.sentiment.ScoreStoreTest.entry;
import static tickertalk.sentiment.ScoreStoreTest.open;
import static tickertalk.sentiment.ScoreStoreTest.said;
import static tickertalk.sentiment.ScoreStoreTest.save;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.Label;
import tickertalk.contract.MoodQuery;
import tickertalk.sentiment.MoodHistory.MoodPoint;
import tickertalk.storage.Database;

@Timeout(60)
class MoodHistoryTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long FROM = 100 * HOUR;

  private static List<MoodPoint> points(MoodHistory history, long from, long to, long step) {
    return history.points(new MoodQuery("lobby", from, to, step));
  }

  /** What was written down is read as what is worked out, so each test asks before and after. */
  private static void isWrittenDownAndRead(
      MoodHistory history, long from, long to, MoodPoint... expected) {
    assertThat(points(history, from, to, MINUTE)).containsExactly(expected);
    history.settle("lobby", to + HOUR);
    assertThat(points(history, from, to, MINUTE)).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldAveragePeopleAndNotMessagesInEachStep(Database database) {
    ScoreStore store = open(database);
    save(
        store,
        said(
            entry("e", 1, "early", FROM - 1, 1),
            entry("e", 2, "spammer", FROM, 1),
            entry("e", 3, "spammer", FROM + 1, 1),
            entry("e", 4, "spammer", FROM + 2, 0.4),
            entry("e", 5, "bob", FROM + 2, -1),
            entry("e", 6, "bob", FROM + 3 * MINUTE, -0.5),
            entry("e", 7, "late", FROM + 4 * MINUTE, 1)));
    isWrittenDownAndRead(
        new MoodHistory(database),
        FROM,
        FROM + 4 * MINUTE,
        new MoodPoint(FROM, -0.1, 4, 2),
        new MoodPoint(FROM + 3 * MINUTE, -0.5, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldCountNearlyTheSameOfOnePersonOnceInAStep(Database database) {
    ScoreStore store = open(database);
    save(
        store,
        said(
            new ScoredEntry("lobby", "e", 1, "alice", FROM, FROM, 7, Label.POSITIVE, 0.8),
            new ScoredEntry("lobby", "e", 2, "alice", FROM, FROM + 1, 7, Label.POSITIVE, 0.8),
            new ScoredEntry("lobby", "e", 3, "alice", FROM, FROM + 2, 8, Label.NEGATIVE, -0.6),
            new ScoredEntry(
                "lobby", "e", 4, "alice", FROM, FROM + MINUTE, 7, Label.POSITIVE, 0.8)));
    isWrittenDownAndRead(
        new MoodHistory(database),
        FROM,
        FROM + 2 * MINUTE,
        new MoodPoint(FROM, 0.1, 2, 1),
        new MoodPoint(FROM + MINUTE, 0.8, 1, 1));
    assertThat(points(new MoodHistory(database), FROM, FROM + HOUR, HOUR))
        .containsExactly(new MoodPoint(FROM, 0.1, 2, 1));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldWeighANewcomerLess(Database database) {
    ScoreStore store = open(database);
    long dayEnd = FROM - FROM % MoodWindow.DAY.ms() + MoodWindow.DAY.ms();
    save(
        store,
        said(
            entry("e", 1, "old", 0, 0),
            entry("e", 2, "old", dayEnd - 1, -0.8),
            entry("e", 3, "new", dayEnd - 1, 0.7)));
    isWrittenDownAndRead(
        new MoodHistory(database),
        dayEnd - MINUTE,
        dayEnd,
        new MoodPoint(dayEnd - MINUTE, -0.5, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldGiveWholeStepsWhereverTheQuestionBegins(Database database) {
    ScoreStore store = open(database);
    save(
        store, said(entry("e", 1, "alice", FROM + 5, 0.5), entry("e", 2, "bob", FROM + 90_000, 1)));
    isWrittenDownAndRead(
        new MoodHistory(database),
        FROM + 30_000,
        FROM + MINUTE + 1,
        new MoodPoint(FROM, 0.5, 1, 1),
        new MoodPoint(FROM + MINUTE, 1, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldWriteDownOnlyWhatIsOverAndSayWhetherThereIsMore(Database database) {
    ScoreStore store = open(database);
    MoodHistory history = new MoodHistory(database);
    assertThat(history.settle("lobby", FROM)).as("nobody knows the room").isFalse();
    save(store, said(entry("e", 1, "alice", FROM, 1), entry("e", 2, "alice", FROM + MINUTE, 0)));
    assertThat(history.settle("lobby", FROM + MINUTE + 1)).isTrue();
    save(store, said(entry("e", 3, "alice", FROM + MINUTE + 2, -1)));
    assertThat(history.settle("lobby", FROM + 2 * MINUTE)).isFalse();
    assertThat(points(history, FROM, FROM + HOUR, MINUTE))
        .containsExactly(new MoodPoint(FROM, 1, 1, 1), new MoodPoint(FROM + MINUTE, -0.5, 2, 1));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldWriteAMinuteDownAgainWhenSomethingOfItIsHeardLate(Database database) {
    ScoreStore store = open(database);
    MoodHistory history = new MoodHistory(database);
    save(
        store, said(entry("e", 1, "alice", FROM, 1), entry("e", 2, "alice", FROM + 200 * HOUR, 1)));
    history.settle("lobby", FROM + 300 * HOUR);
    save(store, said(entry("e", 3, "bob", FROM + 1, -1)));
    isWrittenDownAndRead(history, FROM, FROM + MINUTE, new MoodPoint(FROM, 0, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldCorrectWhatIsWrittenDownWhenMessagesAreEditedAndDeleted(Database database) {
    ScoreStore store = open(database);
    MoodHistory history = new MoodHistory(database);
    save(
        store,
        said(
            entry("e", 1, "alice", FROM, 1),
            entry("e", 2, "bob", FROM + 1, 0.5),
            entry("e", 3, "bob", FROM + MINUTE, 0.5)));
    history.settle("lobby", FROM + HOUR);
    save(store, edited(entry("e", 1, "alice", FROM + 5 * MINUTE, -1)));
    save(store, deleted("e", 3));
    assertThat(points(history, FROM, FROM + HOUR, MINUTE))
        .containsExactly(new MoodPoint(FROM, -0.25, 2, 2));
    save(store, deleted("e", 1));
    assertThat(points(history, FROM, FROM + HOUR, MINUTE))
        .containsExactly(new MoodPoint(FROM, 0.5, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldReadTheSameWrittenDownPieceByPieceAsWorkedOut(Database database) {
    ScoreStore store = open(database);
    MoodHistory history = new MoodHistory(database);
    Random random = new Random(6);
    long now = FROM;
    for (int person = 0; person < 5; person++) {
      save(store, said(entry("e", 1 + person, "p" + person, 0, 0))); // whom nobody meets anew
    }
    for (int seq = 6; seq <= 305; seq++) {
      now += random.nextInt(120_000);
      String author = "p" + random.nextInt(5);
      save(
          store,
          said(
              new ScoredEntry(
                  "lobby",
                  "e",
                  seq,
                  author,
                  now,
                  now - random.nextInt(90_000),
                  random.nextInt(4),
                  Label.NEUTRAL,
                  random.nextInt(-9, 10) / 10.0)));
      if (seq % 17 == 0) {
        history.settle("lobby", now);
      }
    }
    List<MoodPoint> read = points(history, FROM, now, MINUTE);
    save(store, said(entry("e", 306, "p0", FROM - HOUR, 0))); // works all out anew
    assertThat(read).hasSizeGreaterThan(100).isEqualTo(points(history, FROM, now, MINUTE));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldSpeakOfTheNewestLogOnlyWhenARoomBeganAnew(Database database) {
    ScoreStore store = open(database);
    MoodHistory history = new MoodHistory(database);
    save(store, said(entry("old", 1, "alice", FROM, 1)));
    history.settle("lobby", FROM + HOUR);
    save(store, said(entry("new", 1, "alice", FROM + MINUTE, -1)));
    isWrittenDownAndRead(history, FROM, FROM + HOUR, new MoodPoint(FROM + MINUTE, -1, 1, 1));
  }
}
