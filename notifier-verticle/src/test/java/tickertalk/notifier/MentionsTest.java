package tickertalk.notifier;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Person;

class MentionsTest {
  private static final Person AUTHOR = new Person("author", "author");

  @ParameterizedTest
  @CsvSource({
    "'hey @alice, look', alice",
    "'@alice', alice",
    "'(@alice)', alice",
    "'@ALICE!', alice",
    "'@alice @bob', 'alice bob'",
    "'@bob and @alice', 'bob alice'",
    "'@bob @bob @bob', bob",
    "'@nobody, @bob', bob",
    "'@alice\n@bob', 'alice bob'",
    "'@민수', 민수",
    "'@민수야 밥 먹자', 민수",
    "'@민수님은 어디?', 민수",
    "'@민수에게도.', 민수",
    "'@민수야ㅋㅋㅋ', 민수",
    "'@alice님 확인 부탁드려요', alice",
    "'@Ann Lee?', Ann Lee",
    "'@Ann Lee님', Ann Lee",
    "'@김 민수가 왔다', 김 민수",
    "'@🐱 hi', 🐱",
  })
  void aNameAfterTheSignMeansItsBearer(String text, String names) {
    List<String> known = List.of("alice", "bob", "민수", "Ann Lee", "김 민수", "🐱");

    assertThat(named(text, known).stream().collect(joining(" "))).isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice without a sign",
        "me@alice.example",
        "@alicex",
        "@alice2",
        "@ alice",
        "@al",
        "@민수정희진이",
        "@민수a",
        "@👩‍🚀",
        "@",
        "",
      })
  void whatOnlyLooksLikeANameMeansNobody(String text) {
    assertThat(named(text, List.of("alice", "민수", "👩"))).isEmpty();
  }

  @Test
  void theLongestKnownNameIsMeant() {
    List<String> known = List.of("Ann", "Ann Lee", "민", "민수", "민수야");

    assertThat(named("@Ann Lee", known)).containsExactly("Ann Lee");
    assertThat(named("@Ann Leeds", known)).containsExactly("Ann");
    assertThat(named("@민수는", known)).containsExactly("민수");
    assertThat(named("@민수야", known)).containsExactly("민수야");
  }

  @Test
  void caseAndUnicodeFormMakeNoDifference() {
    assertThat(named("@ÉMILE", List.of("émile"))).containsExactly("émile");
    assertThat(named("@ΟΔΥΣΣΕΥΣ, hi", List.of("Οδυσσευς"))).containsExactly("Οδυσσευς");
    assertThat(named(Normalizer.normalize("@민수야", Normalizer.Form.NFD), List.of("민수")))
        .containsExactly("민수");
  }

  @Test
  void everyBearerOfANameIsMeant() {
    List<Person> twins = List.of(new Person("1", "Kim"), new Person("2", "kim"));

    assertThat(people("@kim", twins)).containsExactlyElementsOf(twins);
  }

  @Test
  void nobodyMentionsThemselves() {
    assertThat(people("@author", List.of(AUTHOR, new Person("other", "Author"))))
        .extracting(Person::id)
        .containsExactly("other");
  }

  @Test
  void aMessageReachesTenPeopleAtMost() {
    List<String> known = IntStream.rangeClosed(1, 12).mapToObj(i -> "bot" + i).toList();
    String text = known.stream().map(name -> "@" + name).collect(joining(" "));

    assertThat(named(text, known)).containsExactlyElementsOf(known.subList(0, 10));
  }

  @Test
  void aMessageFullOfSignsAsksForABoundedNumberOfNames() {
    assertThat(Mentions.in("@a b c d e f g ".repeat(1_000)).keys()).hasSizeLessThan(2_000);
    assertThat(Mentions.in("@".repeat(16_000)).keys()).hasSizeLessThan(2_000);
  }

  @Test
  void aMessageWithoutASignAsksForNoName() {
    assertThat(Mentions.in("good morning").keys()).isEmpty();
  }

  private static List<String> named(String text, List<String> known) {
    return people(text, known.stream().map(name -> new Person(name, name)).toList()).stream()
        .map(Person::name)
        .toList();
  }

  private static List<Person> people(String text, List<Person> known) {
    Mentions mentions = Mentions.in(text);
    Stream<Person> asked =
        known.stream().filter(person -> mentions.keys().contains(Mentions.key(person.name())));
    return mentions.by(AUTHOR, asked.collect(groupingBy(person -> Mentions.key(person.name()))));
  }
}
