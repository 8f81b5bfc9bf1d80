package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class PollingFeedTest {
  private static final Clock CLOCK = Clock.systemUTC();

  private final FakeSource first = new FakeSource("first");
  private final FakeSource second = new FakeSource("second");
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private PollingFeed feed;

  @BeforeEach
  void poll(Vertx vertx) {
    Rota rota = new Rota(List.of(first, second), () -> 0);
    feed = new PollingFeed(vertx, CLOCK, Samples.BTC_USDT, rota, Duration.ofMillis(100));
  }

  @AfterEach
  void stop() {
    feed.stop();
  }

  @Test
  void shouldAskTheNextAtOnceWhenOneFailsAndComeBackWhenItAnswers(Vertx vertx)
      throws InterruptedException {
    first.answer = () -> Future.failedFuture(new SourceException("first answered 500"));
    start(vertx);
    assertThat(next()).isEqualTo("first answered 500");
    assertThat(next()).isEqualTo("second");
    first.answer = first::now;
    awaitNext("first");
    assertThat(next()).as("the preferred one again, alone").isEqualTo("first");
  }

  @Test
  void shouldAskTheNextWithinThreeSecondsWhenOneIsSilent(Vertx vertx) throws InterruptedException {
    first.answer = () -> Promise.<Tick>promise().future();
    long begun = System.nanoTime();
    start(vertx);
    assertThat(next()).isEqualTo("second");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    assertThat(first.asked).as("not again while it owes an answer").hasValue(1);
  }

  @Test
  void shouldAskTheNextTooWhenThePriceIsOld(Vertx vertx) throws InterruptedException {
    first.answer = () -> Future.succeededFuture(Samples.tick("first", "1", "0", 0));
    start(vertx);
    assertThat(next()).isEqualTo("first");
    assertThat(next()).isEqualTo("second");
  }

  @Test
  void shouldTellNothingOnceItIsStopped(Vertx vertx) throws InterruptedException {
    Promise<Tick> late = Promise.promise();
    first.answer = late::future;
    start(vertx);
    first.firstAsked.future().await();
    feed.stop();
    vertx.getOrCreateContext().runOnContext(v -> late.complete(Samples.tick("1", 1)));
    late.future().await();
    assertThat(heard).isEmpty();
  }

  private void start(Vertx vertx) {
    vertx
        .getOrCreateContext()
        .runOnContext(
            v ->
                feed.start(
                    new Feed.Listener() {
                      @Override
                      public boolean tick(Tick tick) {
                        heard.add(tick.source());
                        return tick.at() < CLOCK.millis() - 5_000;
                      }

                      @Override
                      public void refused(String source, String reason) {
                        heard.add(reason);
                      }
                    }));
  }

  private String next() throws InterruptedException {
    return heard.poll(10, TimeUnit.SECONDS);
  }

  private void awaitNext(String expected) throws InterruptedException {
    String next = next();
    while (!expected.equals(next)) {
      assertThat(next).isNotNull();
      next = next();
    }
  }

  private static final class FakeSource implements Source {
    private final String name;
    private final AtomicInteger asked = new AtomicInteger();
    private final Promise<Void> firstAsked = Promise.promise();
    private volatile Supplier<Future<Tick>> answer = this::now;

    FakeSource(String name) {
      this.name = name;
    }

    Future<Tick> now() {
      return Future.succeededFuture(Samples.tick(name, "1", "0", CLOCK.millis()));
    }

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
      asked.incrementAndGet();
      firstAsked.tryComplete();
      return answer.get();
    }
  }
}
