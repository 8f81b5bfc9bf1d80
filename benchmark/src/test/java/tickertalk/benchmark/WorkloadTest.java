package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each workload in small, on the one peer that is always there. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WorkloadTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path work;

  private final Map<Integer, Map<Figure, Double>> measured = new HashMap<>();

  @ParameterizedTest
  @EnumSource(Door.class)
  void fanOutCountsWhatReadersGet(Door door) {
    run(
        new StockVertx(door),
        new FanOut("rooms", Workload.roomNames(3), 4, List.of(1, 8), 4, SHORT, SHORT));
    assertThat(measured).containsOnlyKeys(1, 8);
    Map<Figure, Double> figures = measured.get(8);
    assertThat(figures.get(Figure.DELIVERIES_PER_SECOND)).isGreaterThan(12);
    assertThat(figures.get(Figure.P50))
        .isPositive()
        .isLessThanOrEqualTo(figures.get(Figure.P99))
        .isLessThan(5000);
  }

  @Test
  void idleTellsWhatAConnectionTakes() {
    run(
        new StockVertx(Door.RAW),
        new Idle("idle", Workload.roomNames(5), 50, 8, SHORT, Duration.ofSeconds(1)));
    Map<Figure, Double> figures = measured.get(0);
    assertThat(figures.get(Figure.FAILED)).isZero();
    assertThat(figures.get(Figure.KILOBYTES_PER_CONNECTION)).isPositive();
    assertThat(figures.get(Figure.P99)).isPositive();
  }

  @Test
  void inAStormEverybodyComesTwice() {
    run(new StockVertx(Door.SOCKJS), new Storm("storm", Workload.roomNames(5), 200, 32));
    Map<Figure, Double> figures = measured.get(0);
    assertThat(figures.get(Figure.FAILED)).isZero();
    assertThat(figures.get(Figure.SECONDS_TO_JOIN)).isPositive();
    assertThat(figures.get(Figure.SECONDS_TO_JOIN_AGAIN)).isPositive();
  }

  private void run(Peer peer, Workload workload) {
    Site site = new Site(Path.of("none.jar"), Path.of("none"), work, false);
    try (Server server = peer.start(site, workload.rooms())) {
      workload.run(server, peer.dialect(server), measured::put);
    }
  }
}
