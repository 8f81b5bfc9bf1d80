package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CoverageTest {
  @Property(tries = 500)
  void shouldMissExactlyWhatWasNotAdded(@ForAll("spans") List<Span> spans) {
    Coverage coverage = new Coverage();
    Set<Long> known = new HashSet<>();
    for (Span span : spans) {
      boolean news = moments(span).stream().anyMatch(moment -> !known.contains(moment));
      assertThat(coverage.add(span)).isEqualTo(news);
      known.addAll(moments(span));
    }
    Span all = new Span(-5, 60);
    Set<Long> missing =
        coverage.missing(all).stream()
            .flatMap(span -> moments(span).stream())
            .collect(Collectors.toSet());
    Set<Long> expected = moments(all);
    expected.removeAll(known);
    assertThat(missing).isEqualTo(expected);
    assertThat(coverage.spans())
        .as("as few stretches as can be")
        .isSortedAccordingTo((a, b) -> a.to() < b.from() ? -1 : 1);
  }

  @Property(tries = 200)
  void shouldForgetWhatIsBeforeAMoment(@ForAll("spans") List<Span> spans) {
    Coverage coverage = new Coverage();
    spans.forEach(coverage::add);
    List<Span> before = coverage.missing(new Span(25, 60));
    coverage.forget(25);
    assertThat(coverage.missing(new Span(25, 60))).isEqualTo(before);
    assertThat(coverage.missing(new Span(0, 25))).containsExactly(new Span(0, 25));
  }

  @Property(tries = 300)
  void shouldMissWhatWasRemovedAndNothingElse(
      @ForAll("spans") List<Span> spans, @ForAll("spans") List<Span> removed) {
    Coverage coverage = new Coverage();
    spans.forEach(coverage::add);
    removed.forEach(coverage::remove);
    Set<Long> expected = moments(new Span(-5, 60));
    spans.forEach(span -> expected.removeAll(moments(span)));
    removed.forEach(span -> expected.addAll(moments(span)));
    Set<Long> missing =
        coverage.missing(new Span(-5, 60)).stream()
            .flatMap(span -> moments(span).stream())
            .collect(Collectors.toSet());
    assertThat(missing).isEqualTo(expected);
    assertThat(coverage.spans()).noneMatch(Span::isEmpty);
  }

  @Example
  void shouldMissNothingOfAStretchThatEndsBeforeItBegins() {
    Coverage coverage = new Coverage();
    coverage.add(new Span(0, 5));
    assertThat(coverage.missing(new Span(20, 10))).isEmpty();
  }

  private static Set<Long> moments(Span span) {
    return LongStream.range(span.from(), span.to()).boxed().collect(Collectors.toSet());
  }

  @Provide
  Arbitrary<List<Span>> spans() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 50), Arbitraries.longs().between(0, 8))
        .as((from, length) -> new Span(from, from + length))
        .list()
        .ofMaxSize(12);
  }
}
