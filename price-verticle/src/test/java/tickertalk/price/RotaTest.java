package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotaTest {
  private final Rota rota = new Rota(List.of(named("first"), named("second")), () -> 1);

  @Test
  void shouldAskThePreferredSourceAsLongAsItAnswers() {
    for (long now = 0; now < 10_000; now += 1_000) {
      Contact contact = rota.next(0, now).orElseThrow();
      assertThat(contact.source().name()).isEqualTo("first");
      contact.ask(now);
      assertThat(contact.answered()).isFalse();
    }
  }

  @Test
  void shouldAskTheNextWhileAFailedOneIsLeftAlone() {
    Contact first = rota.next(0, 0).orElseThrow();
    first.ask(0);
    assertThat(first.failed(100, Duration.ZERO)).as("the first of a row").isTrue();
    assertThat(nameOfNext(100)).isEqualTo("second");
    assertThat(nameOfNext(1_099)).isEqualTo("second");
    assertThat(nameOfNext(1_100)).as("its back-off is over").isEqualTo("first");
  }

  @Test
  void shouldLeaveASourceAloneForAsLongAsItDemands() {
    Contact first = rota.next(0, 0).orElseThrow();
    first.ask(0);
    assertThat(first.failed(0, Duration.ofMinutes(2))).isTrue();
    assertThat(nameOfNext(119_999)).isEqualTo("second");
    assertThat(nameOfNext(120_000)).isEqualTo("first");
  }

  @Test
  void shouldAskTheNextWhenTheAnswerDoesNotCome() {
    rota.next(0, 0).orElseThrow().ask(0);
    assertThat(rota.next(0, 1_999)).as("it may still come").isEmpty();
    assertThat(nameOfNext(2_000)).isEqualTo("second");
  }

  @Test
  void shouldNotAskASourceTwiceAtOnce() {
    rota.next(0, 0).orElseThrow().ask(0);
    rota.next(0, 2_000).orElseThrow().ask(2_000);
    assertThat(rota.next(0, 100_000)).isEmpty();
  }

  @Test
  void shouldDoubleTheBackOffUpToHalfAMinute() {
    BackOff longest = new BackOff(() -> 1);
    BackOff shortest = new BackOff(() -> 0);
    for (long fullMs : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
      longest.failed(0, Duration.ZERO);
      assertThat(longest.over(fullMs - 1)).isFalse();
      assertThat(longest.over(fullMs)).isTrue();
      shortest.failed(0, Duration.ZERO);
      assertThat(shortest.over(fullMs / 2 - 1)).isFalse();
      assertThat(shortest.over(fullMs / 2)).isTrue();
    }
    longest.succeeded();
    assertThat(longest.over(0)).isTrue();
    longest.failed(0, Duration.ZERO);
    assertThat(longest.over(1_000)).as("it begins anew").isTrue();
  }

  private String nameOfNext(long now) {
    return rota.next(0, now).orElseThrow().source().name();
  }

  private static Source named(String name) {
    return new Source() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean trades(Pair pair) {
        return true;
      }

      @Override
      public Future<Tick> fetch(Pair pair) {
        return Future.failedFuture("is not asked here");
      }
    };
  }
}
