package tickertalk.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tickertalk.benchmark.Report.Case;

/** A picture of one figure: a group of bars for each server, a bar for each load. */
final class BarChart {
  private static final int WIDTH = 860;
  private static final int LABELS = 170;
  private static final int VALUES = 70;
  private static final int TITLE = 60;
  private static final int BAR = 14;
  private static final int BETWEEN = 12;

  /** From light to dark, to be told apart without colours. */
  private static final List<String> FILLS = List.of("#9ecae1", "#4292c6", "#08519c", "#041f3d");

  private final StringBuilder svg = new StringBuilder();
  private final String workload;
  private final double smallest;
  private final double decades;

  private BarChart(Map<Case, Double> values) {
    workload = values.keySet().iterator().next().workload();
    smallest =
        Math.pow(
            10, Math.floor(Math.log10(values.values().stream().reduce(Math::min).orElseThrow())));
    double largest = values.values().stream().reduce(Math::max).orElseThrow();
    decades = Math.max(1, Math.log10(largest / smallest));
  }

  /**
   * The picture, as SVG.
   *
   * @param values of one workload, more than 0; drawn by their logarithm, as they lie far apart
   */
  static String svg(String title, Map<Case, Double> values) {
    return new BarChart(values).draw(title, values);
  }

  private String draw(String title, Map<Case, Double> values) {
    List<Integer> loads = values.keySet().stream().map(Case::inFlight).distinct().sorted().toList();
    Map<String, Double> best =
        values.entrySet().stream()
            .collect(
                Collectors.toMap(entry -> entry.getKey().peer(), Map.Entry::getValue, Math::min));
    List<String> peers = best.keySet().stream().sorted(Comparator.comparing(best::get)).toList();
    int group = loads.size() * BAR + BETWEEN;
    int height = TITLE + peers.size() * group + BETWEEN;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="10" y="22" font-size="15">%s</text>
        """
            .formatted(WIDTH, height, title.replace("&", "&amp;").replace("<", "&lt;")));
    legend(loads);
    for (int i = 0; i < peers.size(); i++) {
      group(peers.get(i), TITLE + i * group, loads, values);
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend(List<Integer> loads) {
    for (int i = 0; i < loads.size(); i++) {
      int x = LABELS + i * 130;
      rect(x, 34, 12, fill(i));
      text(x + 18, 44, "start", loads.get(i) + " in flight");
    }
  }

  private void group(String peer, int y, List<Integer> loads, Map<Case, Double> values) {
    text(LABELS - 10, y + loads.size() * BAR / 2 + 4, "end", peer);
    for (int i = 0; i < loads.size(); i++) {
      Double value = values.get(new Case(workload, loads.get(i), peer));
      if (value != null) {
        double width =
            (WIDTH - LABELS - VALUES) * Math.max(0.01, Math.log10(value / smallest) / decades);
        rect(LABELS, y + i * BAR, width, fill(i));
        text(
            LABELS + (int) width + 6,
            y + i * BAR + BAR - 3,
            "start",
            String.format(Locale.ROOT, "%.2f", value));
      }
    }
  }

  private static String fill(int load) {
    return FILLS.get(Math.min(load, FILLS.size() - 1));
  }

  private void rect(int x, int y, double width, String fill) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            BAR - 2,
            fill));
  }

  private void text(int x, int y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            text));
  }
}
