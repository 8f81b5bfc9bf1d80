package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoomMoodTest {
  private static final long WINDOW_MS = 1_000;

  private final RoomMood mood = new RoomMood(WINDOW_MS);

  @Test
  void shouldGiveEachPersonOneVoiceHoweverMuchTheyWrite() {
    for (int i = 0; i < 1_000; i++) {
      mood.add("spammer", 10, 1);
    }
    mood.add("bob", 10, -0.5);
    mood.add("carol", 10, -0.5);
    assertThat(mood.at(10)).isEqualTo(new RoomMood.State(0, 1_002, 3));
  }

  @Test
  void shouldAverageWhatOnePersonSays() {
    mood.add("alice", 10, 1);
    mood.add("alice", 20, 0);
    assertThat(mood.at(20)).isEqualTo(new RoomMood.State(0.5, 2, 1));
  }

  @Test
  void shouldForgetAVoiceWhenTheWindowHasMovedPastIt() {
    mood.add("alice", 0, 1);
    mood.add("bob", 500, -1);
    assertThat(mood.at(999)).isEqualTo(new RoomMood.State(0, 2, 2));
    assertThat(mood.at(1_000)).isEqualTo(new RoomMood.State(-1, 1, 1));
    assertThat(mood.at(1_500)).isEqualTo(new RoomMood.State(0, 0, 0));
  }

  @Test
  void shouldForgetByTimeAlsoWhenVoicesComeOutOfOrder() {
    mood.add("late", 900, 1);
    mood.add("early", 100, -1);
    assertThat(mood.at(1_200)).isEqualTo(new RoomMood.State(1, 1, 1));
  }

  @Test
  void shouldAgreeWithABruteForceCountAtEveryMoment() {
    Random random = new Random(3);
    record Said(String author, long at, double score) {}
    List<Said> all = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 2_000; i++) {
      now += random.nextInt(40);
      Said said = new Said("p" + random.nextInt(9), now, random.nextInt(-100, 101) / 100.0);
      all.add(said);
      mood.add(said.author, said.at, said.score);
      long begin = now - WINDOW_MS;
      List<Said> window = all.stream().filter(s -> s.at > begin).toList();
      List<String> people = window.stream().map(Said::author).distinct().toList();
      double mean =
          people.stream()
              .mapToDouble(
                  person ->
                      window.stream()
                          .filter(s -> s.author.equals(person))
                          .mapToDouble(Said::score)
                          .average()
                          .orElseThrow())
              .average()
              .orElseThrow();
      RoomMood.State state = mood.at(now);
      assertThat(state.messages()).isEqualTo(window.size());
      assertThat(state.people()).isEqualTo(people.size());
      assertThat(state.score()).isCloseTo(mean, within(0.001));
    }
  }
}
