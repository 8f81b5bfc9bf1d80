package tickertalk.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tickertalk.contract.Label;

/**
 * The data sets in a folder, as docs/sentiment.md lists them: tab-separated, the first line names
 * the columns. Where a set has no development part of its own, every fifth row is kept for it.
 */
final class Corpus {
  private static final int DEVELOPMENT_EVERY = 5;

  private final Path folder;

  Corpus(Path folder) {
    this.folder = folder;
  }

  /** A row, by the names of its columns. */
  record Row(List<String> columns, List<String> cells) {
    String cell(String column) {
      return cells.get(columns.indexOf(column));
    }

    String text() {
      return cell("text");
    }

    double number(String column) {
      return Double.parseDouble(cell(column));
    }

    /** Nothing for a row that is mixed, lukewarm or hard to tell. */
    Optional<Label> label() {
      return switch (cell("label")) {
        case "pos" -> Optional.of(Label.POSITIVE);
        case "neg" -> Optional.of(Label.NEGATIVE);
        case "neu" -> Optional.of(Label.NEUTRAL);
        default -> Optional.empty();
      };
    }
  }

  /** All rows of a set. */
  List<Row> rows(String name) throws IOException {
    try (BufferedReader reader = reader(name)) {
      List<String> columns = List.of(reader.readLine().split("\t", -1));
      List<Row> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(new Row(columns, List.of(line.split("\t", -1))));
      }
      return rows;
    }
  }

  /** The rows of a set without a development part of its own that may be trained on. */
  List<Row> trainingRows(String name) throws IOException {
    return part(name, false);
  }

  /** Its rows that may not. */
  List<Row> developmentRows(String name) throws IOException {
    return part(name, true);
  }

  private List<Row> part(String name, boolean development) throws IOException {
    List<Row> all = rows(name);
    List<Row> part = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((i % DEVELOPMENT_EVERY == 0) == development) {
        part.add(all.get(i));
      }
    }
    return part;
  }

  private BufferedReader reader(String name) throws IOException {
    InputStream file = Files.newInputStream(folder.resolve(name));
    InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
