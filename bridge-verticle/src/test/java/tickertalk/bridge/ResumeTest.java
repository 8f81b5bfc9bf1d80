package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.CommandException;

class ResumeTest {
  private static JsonObject page(String epoch, long first, long last, long from, long to) {
    JsonArray entries = new JsonArray();
    LongStream.rangeClosed(from, to).forEach(seq -> entries.add(new JsonObject().put("seq", seq)));
    return new JsonObject()
        .put("epoch", epoch)
        .put("first", first)
        .put("last", last)
        .put("entries", entries);
  }

  private static List<Long> seqs(Resume.Step step) {
    return step.entries().stream().map(entry -> entry.getLong("seq")).toList();
  }

  private static Resume after(String id) {
    return Resume.after(Resume.Position.parse("id", id));
  }

  /** One that has everything up to 5 of log "a", and knows it. */
  private static Resume upToDate() {
    Resume resume = after("a:5");
    resume.ask();
    resume.read(page("a", 1, 5, 6, 5));
    assertThat(resume.isBehind()).isFalse();
    return resume;
  }

  @Test
  void aPositionHasALogAndAPlaceInIt() {
    assertThat(Resume.Position.parse("id", "a-b:12"))
        .isEqualTo(new Resume.Position(Optional.of("a-b"), 12));
    assertThat(Resume.Position.parse("id", "12"))
        .isEqualTo(new Resume.Position(Optional.empty(), 12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a:", ":5", "a:-1", "a:1.5", "99999999999999999999"})
  void whatIsNoPositionIsRefusedByName(String id) {
    assertThatThrownBy(() -> Resume.Position.parse("Last-Event-ID", id))
        .isInstanceOf(CommandException.class)
        .hasMessage("Last-Event-ID: must be <epoch>:<seq> or <seq>");
  }

  @Test
  void theNextEntryIsTakenAndItsTwinIsNot() {
    Resume resume = upToDate();
    assertThat(resume.takes("a", 6)).isTrue();
    assertThat(resume.takes("a", 6)).isFalse();
    assertThat(resume.takes("a", 3)).isFalse();
    assertThat(resume.isBehind()).as("an old entry told again is no news").isFalse();
    assertThat(resume.id()).isEqualTo("a:6");
  }

  @Test
  void aHoleIsFilledFromTheLog() {
    Resume resume = upToDate();
    assertThat(resume.takes("a", 8)).isFalse();
    assertThat(resume.isBehind()).isTrue();
    assertThat(resume.ask()).isEqualTo(5);
    assertThat(seqs(resume.read(page("a", 1, 8, 6, 8)))).containsExactly(6L, 7L, 8L);
    assertThat(resume.isBehind()).isFalse();
    assertThat(resume.takes("a", 9)).isTrue();
  }

  @Test
  void whatIsToldWhileTheLogIsReadIsReadToo() {
    Resume resume = after("a:0");
    assertThat(resume.ask()).isZero();
    assertThat(resume.takes("a", 4)).isFalse();
    assertThat(seqs(resume.read(page("a", 1, 3, 1, 3)))).containsExactly(1L, 2L, 3L);
    assertThat(resume.isBehind()).as("4 was told after the page was made").isTrue();
    assertThat(resume.ask()).isEqualTo(3);
    assertThat(seqs(resume.read(page("a", 1, 4, 4, 4)))).containsExactly(4L);
    assertThat(resume.isBehind()).isFalse();
  }

  @Test
  void whatIsToldWhileTheLogIsReadIsNotReadTwice() {
    Resume resume = after("a:0");
    resume.ask();
    resume.takes("a", 3);
    assertThat(seqs(resume.read(page("a", 1, 3, 1, 3)))).containsExactly(1L, 2L, 3L);
    assertThat(resume.isBehind()).isFalse();
    assertThat(resume.takes("a", 3)).isFalse();
  }

  @Test
  void aLongLogIsReadPageByPage() {
    Resume resume = after("a:0");
    resume.ask();
    assertThat(seqs(resume.read(page("a", 1, 5, 1, 2)))).containsExactly(1L, 2L);
    assertThat(resume.isBehind()).isTrue();
    assertThat(resume.ask()).isEqualTo(2);
    assertThat(seqs(resume.read(page("a", 1, 5, 3, 5)))).containsExactly(3L, 4L, 5L);
    assertThat(resume.isBehind()).isFalse();
  }

  @Test
  void anotherLogIsReadFromItsFirstEntry() {
    Resume resume = after("old:7");
    resume.ask();
    Resume.Step step = resume.read(page("new", 1, 9, 8, 9));
    assertThat(step.reset()).isTrue();
    assertThat(step.entries()).as("8 of the new log is not the next of the old").isEmpty();
    assertThat(resume.ask()).isZero();
    assertThat(seqs(resume.read(page("new", 1, 9, 1, 9)))).hasSize(9);
    assertThat(resume.isBehind()).isFalse();
  }

  @Test
  void aLogThatIsReplacedWhileSomebodyReadsIsNoticed() {
    Resume resume = upToDate();
    assertThat(resume.takes("b", 6)).isFalse();
    resume.ask();
    assertThat(resume.read(page("b", 1, 6, 6, 6)).reset()).isTrue();
    assertThat(resume.ask()).isZero();
  }

  @Test
  void aLateEntryOfTheOldLogCostsOneMoreReadAndNothingElse() {
    Resume resume = after("b:1");
    resume.ask();
    resume.takes("a", 9);
    resume.read(page("b", 1, 1, 2, 1));
    assertThat(resume.isBehind()).isTrue();
    resume.ask();
    resume.read(page("b", 1, 1, 2, 1));
    assertThat(resume.isBehind()).isFalse();
  }

  @Test
  void aPlaceThatTheLogHasNotComeToIsNotBelieved() {
    Resume resume = after("7");
    resume.ask();
    assertThat(resume.read(page("a", 1, 3, 4, 3)).reset()).isTrue();
    assertThat(resume.ask()).isZero();
  }

  @Test
  void aPartOfTheLogThatIsGoneIsNotPassedOverInSilence() {
    Resume resume = after("a:2");
    resume.ask();
    assertThat(resume.read(page("a", 6, 8, 6, 8)).reset()).isTrue();
    assertThat(resume.ask()).isEqualTo(5);
    assertThat(seqs(resume.read(page("a", 6, 8, 6, 8)))).containsExactly(6L, 7L, 8L);
  }

  @Test
  void aBareSeqIsOfWhateverLogThereIs() {
    Resume resume = after("2");
    resume.ask();
    assertThat(seqs(resume.read(page("a", 1, 3, 3, 3)))).containsExactly(3L);
    assertThat(resume.id()).isEqualTo("a:3");
  }

  @Test
  void whoWantsWhatIsNewBeginsAtTheEnd() {
    Resume resume = Resume.atTheEnd();
    assertThat(resume.isPlaced()).isFalse();
    resume.place(page("a", 1, 5, 5, 5));
    resume.ask();
    assertThat(resume.read(page("a", 1, 5, 6, 5)).entries()).isEmpty();
    assertThat(resume.takes("a", 6)).isTrue();
  }

  @Test
  void anEmptyLogIsNoReset() {
    Resume resume = Resume.atTheEnd();
    resume.place(page("a", 1, 0, 1, 0));
    resume.ask();
    assertThat(resume.read(page("a", 1, 0, 1, 0)).reset()).isFalse();
    assertThat(resume.isBehind()).isFalse();
    assertThat(resume.takes("a", 1)).isTrue();
  }

  @Test
  void aPageThatIsTakenInPartIsReadOnFromThere() {
    Resume resume = after("a:0");
    resume.ask();
    resume.read(page("a", 1, 9, 1, 9));
    resume.stoppedAt(4);
    assertThat(resume.isBehind()).isTrue();
    assertThat(resume.ask()).isEqualTo(4);
  }

  @Test
  void whatIsPassedOverIsReadLater() {
    Resume resume = upToDate();
    resume.passOver("a", 6);
    assertThat(resume.isBehind()).isTrue();
    resume.ask();
    assertThat(seqs(resume.read(page("a", 1, 6, 6, 6)))).containsExactly(6L);
  }
}
