package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
  @ParameterizedTest
  @CsvSource({
    "a, 6, NEXT",
    "a, 5, KNOWN",
    "a, 1, KNOWN",
    "a, 7, BEYOND",
    "b, 6, BEYOND",
    "b, 1, BEYOND"
  })
  void shouldTakeTheNextEntryOfItsOwnLogOnly(String epoch, long seq, Position.Relation relation) {
    assertThat(new Position("a", 5).relationOf(epoch, seq)).isEqualTo(relation);
  }

  @ParameterizedTest
  @CsvSource({"1", "9"})
  void shouldKnowNoLogAtFirst(long seq) {
    assertThat(Position.UNKNOWN.relationOf("a", seq)).isEqualTo(Position.Relation.BEYOND);
  }
}
