package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.contract.Label;

@Timeout(60)
class RoomMoodTest {
  private static final long NOW = MoodWindow.DAY.ms() * 20_000;
  private static final long SECOND = 1_000;

  private final RoomMood mood = new RoomMood();
  private long texts;

  /** Somebody who has been here for long says what nobody said before. */
  private void says(String author, long at, double score) {
    says(author, at, ++texts, score);
  }

  private void says(String author, long at, long gist, double score) {
    mood.add(said(author, 0, at, gist, score));
  }

  private static ScoredEntry said(String author, long since, long at, long gist, double score) {
    return new ScoredEntry("lobby", "e", 1, author, since, at, gist, Label.NEUTRAL, score);
  }

  private MoodState at(long now, MoodWindow window) {
    mood.expire(now);
    return mood.at(now, window);
  }

  private MoodState now() {
    return at(NOW, MoodWindow.FIVE_MINUTES);
  }

  @Test
  void aThousandMessagesOfOneAccountMoveTheMoodNoMoreThanOneVoice() {
    for (int i = 0; i < 1_000; i++) {
      says("spammer", NOW, 1);
    }
    says("bob", NOW, -0.5);
    says("carol", NOW, -0.5);
    assertThat(now().score()).isZero();
    assertThat(now().messages()).isEqualTo(1_002);
    assertThat(now().people()).isEqualTo(3);
  }

  @Test
  void fiftyAccountsMoveItFully() {
    says("bob", NOW, -1);
    for (int i = 0; i < 50; i++) {
      says("account " + i, NOW, 7, 0.8);
    }
    assertThat(now().score()).as("(50 x 0.8 - 1) / 51").isEqualTo(0.765);
    assertThat(now().people()).isEqualTo(51);
  }

  @Test
  void whatOnePersonSaysIsAveraged() {
    says("alice", NOW, 1);
    says("alice", NOW, 0);
    assertThat(now().score()).isEqualTo(0.5);
  }

  @Test
  void nearlyTheSameOfOnePersonCountsOnce() {
    for (int i = 0; i < 1_000; i++) {
      says("alice", NOW - i, 7, 1);
    }
    says("alice", NOW, 8, -1);
    assertThat(now().score()).isZero();
    assertThat(now().messages()).isEqualTo(2);
  }

  @Test
  void whatIsSaidAgainCountsAsSaidThen() {
    says("alice", NOW - 50 * SECOND, 7, 1);
    says("alice", NOW, 7, 1);
    assertThat(at(NOW + 30 * SECOND, MoodWindow.MINUTE).messages()).isEqualTo(1);
    assertThat(at(NOW + 30 * SECOND, MoodWindow.DAY).messages()).isEqualTo(1);
    says("alice", NOW - 20 * SECOND, 7, 1);
    assertThat(at(NOW + 30 * SECOND, MoodWindow.MINUTE).messages())
        .as("also when the earlier one is heard of later")
        .isEqualTo(1);
  }

  @Test
  void aNewcomerWeighsAQuarterAndAfterADayAllOfIt() {
    mood.add(said("old", NOW - MoodWindow.DAY.ms(), NOW, 1, -0.8));
    mood.add(said("new", NOW, NOW, 1, 0.7));
    assertThat(now().score()).as("(-0.8 + 0.7 / 4) / 1.25").isEqualTo(-0.5);
    long later = NOW + MoodWindow.DAY.ms();
    says("old", later, -0.8);
    mood.add(said("new", NOW, later, 2, 0.7));
    assertThat(at(later, MoodWindow.FIVE_MINUTES).score()).isEqualTo(-0.05);
  }

  @ParameterizedTest
  @EnumSource(MoodWindow.class)
  void aVoiceIsForgottenWhenTheWindowHasMovedPastIt(MoodWindow window) {
    long begin = NOW - NOW % window.ms();
    says("alice", begin, 1);
    says("bob", begin + window.ms() / 2, -1);
    assertThat(at(begin + window.ms() - 1, window).people()).isEqualTo(2);
    assertThat(at(begin + window.ms(), window).score()).isEqualTo(-1);
    assertThat(at(begin + window.ms() * 3 / 2, window)).isEqualTo(MoodState.NOTHING);
  }

  @Test
  void nobodyIsKeptOfWhomNothingIsLeftInTheLongestWindow() {
    says("alice", NOW, 1);
    mood.expire(NOW + MoodWindow.DAY.ms() - SECOND);
    assertThat(mood.isEmpty()).isFalse();
    mood.expire(NOW + MoodWindow.DAY.ms() + SECOND);
    assertThat(mood.isEmpty()).isTrue();
  }

  @Test
  void aCorrectionReplacesOneVoiceAndLeavesTheOthers() {
    says("alice", NOW, 1);
    says("alice", NOW, 1);
    says("bob", NOW, 0.5);
    mood.correct("alice", List.of(said("alice", 0, NOW, 1, -0.5)));
    assertThat(now().score()).isZero();
    assertThat(now().messages()).isEqualTo(2);
    mood.correct("alice", List.of());
    assertThat(now().people()).isEqualTo(1);
  }

  @Test
  void theIntervalNarrowsWithThePeopleAndNotWithTheirMessages() {
    for (String author : List.of("alice", "bob", "carol")) {
      says(author, NOW, 1);
    }
    MoodState three = now();
    assertThat(three.low()).as("three people who agree are not all").isBetween(-0.2, 0.0);
    assertThat(three.high()).isEqualTo(1);
    for (int i = 0; i < 500; i++) {
      says("alice", NOW, 1);
    }
    assertThat(now().low()).isEqualTo(three.low());
    for (int i = 0; i < 97; i++) {
      says("person " + i, NOW, 1);
    }
    assertThat(now().low()).isGreaterThan(0.9);
  }

  @Test
  void theMoodIsThatOfABruteForceCountAtEveryMomentAndWithinItsInterval() {
    Random random = new Random(3);
    List<ScoredEntry> all = new ArrayList<>();
    long now = NOW;
    for (int i = 0; i < 1_500; i++) {
      now += random.nextInt(120_000);
      String author = "p" + random.nextInt(9);
      long since = NOW - author.hashCode() * SECOND % MoodWindow.DAY.ms();
      long gist = random.nextInt(12); // as many as are remembered of a person
      double score = random.nextInt(-100, 101) / 100.0;
      ScoredEntry entry = said(author, since, now, gist, score);
      all.add(entry);
      mood.add(entry);
      for (MoodWindow window : MoodWindow.values()) {
        MoodState state = at(now, window);
        Map<String, List<ScoredEntry>> people = counted(all, now, window);
        assertThat(state.people()).isEqualTo(people.size());
        assertThat(state.messages()).isEqualTo(people.values().stream().mapToInt(List::size).sum());
        assertThat(state.score()).isCloseTo(mean(people, now), within(0.001));
        assertThat(state.score()).isBetween(state.low(), state.high());
      }
    }
  }

  private static Map<String, List<ScoredEntry>> counted(
      List<ScoredEntry> all, long now, MoodWindow window) {
    Map<String, ScoredEntry> newest = new HashMap<>();
    all.forEach(entry -> newest.put(entry.author() + " " + entry.gist(), entry));
    long slotMs = window.ms() / 60;
    Map<String, List<ScoredEntry>> people = new HashMap<>();
    newest.values().stream()
        .filter(entry -> entry.at() / slotMs > now / slotMs - 60)
        .forEach(it -> people.computeIfAbsent(it.author(), id -> new ArrayList<>()).add(it));
    return people;
  }

  private static double mean(Map<String, List<ScoredEntry>> people, long now) {
    double sum = 0;
    double weights = 0;
    for (List<ScoredEntry> entries : people.values()) {
      double age = now - entries.get(0).since();
      double weight = Math.min(1, 0.25 + 0.75 * age / MoodWindow.DAY.ms());
      sum += weight * entries.stream().mapToDouble(ScoredEntry::score).average().orElseThrow();
      weights += weight;
    }
    return sum / weights;
  }

  /** What is heard in another order, as at a start, where the database gives it by time. */
  @Test
  void theMoodDoesNotDependOnTheOrderInWhichItIsHeard() {
    Random random = new Random(5);
    List<ScoredEntry> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      long at = NOW - random.nextInt(200_000);
      all.add(said("p" + i % 7, 0, at, random.nextInt(9), random.nextInt(-9, 10) / 10.0));
    }
    all.forEach(mood::add);
    RoomMood other = new RoomMood();
    all.stream().sorted(Comparator.comparingLong(ScoredEntry::at)).forEach(other::add);
    other.expire(NOW);
    mood.expire(NOW);
    Stream.of(MoodWindow.values())
        .forEach(window -> assertThat(other.at(NOW, window)).isEqualTo(mood.at(NOW, window)));
  }
}
