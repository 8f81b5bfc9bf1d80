package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@Timeout(30)
class ReportTest {
  private final List<Measurement> measurements =
      List.of(
          measured(64, "bun", 1, 0.30),
          measured(64, "ours", 1, 0.25),
          measured(64, "ours", 2, 9.00),
          measured(64, "ours", 3, 0.28),
          measured(1, "bun", 1, 3.00));

  @Test
  void aRowIsTheMedianOfItsRuns() {
    assertThat(new Report(measurements).markdown())
        .contains("| 64 | ours | 3 | 0.28 |", "| 64 | bun | 1 | 0.30 |")
        .containsSubsequence("| 1 | bun |", "| 64 | bun |");
  }

  @Test
  void whatWasWrittenIsReadAgain(@TempDir Path folder) throws Exception {
    Results results = Results.create(folder);
    measurements.forEach(results::add);
    assertThat(Results.read(results.path())).isEqualTo(measurements);
  }

  @Test
  void thePictureIsAnSvgWithABarForEachCase() throws Exception {
    String svg =
        BarChart.svg(
            "a & b", new Report(measurements).medians("room-1000", Figure.CPU_PER_DELIVERY));
    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(picture.getElementsByTagName("rect").getLength())
        .as("the ground, two in the legend, three bars")
        .isEqualTo(6);
    assertThat(svg).contains(">0.28<", ">3.00<");
  }

  private static Measurement measured(int inFlight, String peer, int run, double micros) {
    return new Measurement(
        "room-1000", inFlight, peer, run, Map.of(Figure.CPU_PER_DELIVERY, micros));
  }
}
