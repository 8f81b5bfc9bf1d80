package tickertalk.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was measured, for people: the median of each figure's runs. */
final class Report {
  /** One line of a table. */
  record Case(String workload, int inFlight, String peer) {}

  private final Map<Case, List<Measurement>> cases = new LinkedHashMap<>();

  Report(List<Measurement> measurements) {
    measurements.forEach(
        m ->
            cases
                .computeIfAbsent(
                    new Case(m.workload(), m.inFlight(), m.peer()), key -> new ArrayList<>())
                .add(m));
  }

  /** One run, while it is going on. */
  static String line(Measurement measured) {
    return measured.figures().entrySet().stream()
        .map(figure -> figure.getKey().key() + " " + figure.getKey().format(figure.getValue()))
        .collect(
            Collectors.joining(
                ", ",
                measured.workload()
                    + (measured.inFlight() == 0 ? "" : ", " + measured.inFlight() + " in flight")
                    + ", run "
                    + measured.run()
                    + ", "
                    + measured.peer()
                    + ": ",
                ""));
  }

  /** The medians by case, of one figure. */
  Map<Case, Double> medians(String workload, Figure figure) {
    Map<Case, Double> medians = new LinkedHashMap<>();
    cases.forEach(
        (what, runs) -> {
          if (what.workload.equals(workload) && runs.get(0).figures().containsKey(figure)) {
            medians.put(what, median(runs, figure));
          }
        });
    return medians;
  }

  private static double median(List<Measurement> runs, Figure figure) {
    List<Double> sorted = runs.stream().map(run -> run.figures().get(figure)).sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** A table for each workload. */
  String markdown() {
    Set<String> workloads =
        cases.keySet().stream()
            .map(Case::workload)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return workloads.stream().map(this::table).collect(Collectors.joining("\n"));
  }

  private String table(String workload) {
    List<Case> rows =
        cases.keySet().stream()
            .filter(what -> what.workload.equals(workload))
            .sorted(Comparator.comparingInt(Case::inFlight))
            .toList();
    Set<Figure> columns = cases.get(rows.get(0)).get(0).figures().keySet();
    StringBuilder table = new StringBuilder("\n### ").append(workload).append("\n\n");
    table.append("| in flight | server | runs |");
    columns.forEach(figure -> table.append(' ').append(figure.title()).append(" |"));
    table.append("\n|---|---|---|").append("---|".repeat(columns.size())).append('\n');
    for (Case row : rows) {
      List<Measurement> runs = cases.get(row);
      table.append("| ").append(row.inFlight == 0 ? "" : "" + row.inFlight).append(" | ");
      table.append(row.peer).append(" | ").append(runs.size()).append(" |");
      columns.forEach(
          figure -> table.append(' ').append(figure.format(median(runs, figure))).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }
}
