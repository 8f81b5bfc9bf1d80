package tickertalk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueListTest {
  @Test
  void shouldRepeatTheLastUntilTheirNumberIsAPowerOfTwo() {
    ValueList three = ValueList.of(List.of("a", "b", "c"));
    assertThat(three.marks()).isEqualTo("?, ?, ?, ?");
    assertThat(three.args()).containsExactly("a", "b", "c", "c");
    ValueList rows = ValueList.ofRows(List.of(new Object[] {"a", 1}, new Object[] {"b", 2}));
    assertThat(rows.marks()).isEqualTo("(?, ?), (?, ?)");
    assertThat(rows.args()).containsExactly("a", 1, "b", 2);
  }

  @Test
  void shouldMakeFewStatementsOfManyNumbers() {
    assertThat(IntStream.rangeClosed(1, 512).mapToObj(ValueListTest::marks).distinct()).hasSize(10);
  }

  private static String marks(int values) {
    return ValueList.of(IntStream.range(0, values).boxed().toList()).marks();
  }
}
