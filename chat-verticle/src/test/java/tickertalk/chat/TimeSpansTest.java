package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import tickertalk.contract.SearchQuery;

class TimeSpansTest {
  private static final long LAST = SearchQuery.MAX_TIME - 1;

  /** More than the smallest span. */
  private static final long FAR = 1L << 29;

  @Property
  void whateverWasSaidInAPeriodIsInOneOfItsSpansOfWhichThereAreFew(
      @ForAll @LongRange(max = LAST) long one,
      @ForAll @LongRange(max = LAST) long another,
      @ForAll @LongRange(max = LAST) long somewhere) {
    long from = Math.min(one, another);
    long to = Math.max(one, another) + 1;
    int[] covering = TimeSpans.covering(from, to);
    assertThat(covering.length).isBetween(1, 100);
    for (long at : new long[] {from, to - 1, from + somewhere % (to - from)}) {
      assertThat(TimeSpans.around(at).anyMatch(span -> has(covering, span))).isTrue();
    }
  }

  @Property
  void whatWasSaidLongBeforeOrAfterIsInNone(
      @ForAll @LongRange(min = FAR, max = LAST - FAR) long from,
      @ForAll @LongRange(min = 1, max = FAR) long length) {
    int[] covering = TimeSpans.covering(from, from + length);
    for (long at : new long[] {from - FAR, from + length + FAR}) {
      assertThat(TimeSpans.around(at).noneMatch(span -> has(covering, span))).isTrue();
    }
  }

  private static boolean has(int[] grams, int gram) {
    return IntStream.of(grams).anyMatch(each -> each == gram);
  }
}
