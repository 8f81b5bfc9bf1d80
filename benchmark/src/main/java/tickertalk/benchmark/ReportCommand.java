package tickertalk.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: the table, and the picture, of what was measured before. */
@Command(
    name = "report",
    description = "Prints the table of files of results, and draws the picture.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", description = "files of results")
  List<Path> files;

  @Option(names = "--chart", description = "SVG file to write, of room-1000")
  Optional<Path> chart;

  @Override
  public Integer call() throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    for (Path file : files) {
      measurements.addAll(Results.read(file));
    }
    Report report = new Report(measurements);
    System.out.println(report.markdown());
    if (chart.isPresent()) {
      Files.writeString(
          chart.get(),
          BarChart.svg(
              "Server CPU per delivery, µs, one room of 1,000 (logarithmic; less is better)",
              report.medians("room-1000", Figure.CPU_PER_DELIVERY)));
    }
    return 0;
  }
}
