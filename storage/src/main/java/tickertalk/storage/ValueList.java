package tickertalk.storage;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values of an {@code in (…)} or the rows of a {@code values …}, and the marks that stand for
 * them in the statement. The last is repeated until their number is a power of two: a statement for
 * each number would be hundreds to prepare. So it is for places where a repeated value does no
 * harm.
 *
 * @param marks such as {@code ?, ?} or {@code (?, ?), (?, ?)}
 * @param args one for each mark
 */
public record ValueList(String marks, List<Object> args) {
  public ValueList {
    args = Collections.unmodifiableList(new ArrayList<>(args)); // a null is a value
  }

  /** Values; one at least. */
  public static ValueList of(Collection<?> values) {
    return rows(values.stream().map(value -> new Object[] {value}).toList(), "?");
  }

  /** Rows of as many values each; one row at least. */
  public static ValueList ofRows(List<Object[]> rows) {
    int columns = rows.get(0).length;
    String row = IntStream.range(0, columns).mapToObj(i -> "?").collect(joining(", ", "(", ")"));
    return rows(rows, row);
  }

  private static ValueList rows(List<Object[]> rows, String mark) {
    int padded = Integer.highestOneBit(2 * rows.size() - 1);
    Stream<Object[]> repeated =
        Collections.nCopies(padded - rows.size(), rows.get(rows.size() - 1)).stream();
    return new ValueList(
        String.join(", ", Collections.nCopies(padded, mark)),
        Stream.concat(rows.stream(), repeated).flatMap(Arrays::stream).toList());
  }
}
