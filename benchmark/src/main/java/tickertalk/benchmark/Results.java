package tickertalk.benchmark;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A file of what was measured, a JSON object a line, written as soon as it is known. */
record Results(Path path) {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

  /** A new file, named by the time. */
  static Results create(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Results(
        Files.createFile(
            folder.resolve(LocalDateTime.now(ZoneId.systemDefault()).format(NAME) + ".jsonl")));
  }

  void add(Measurement measurement) {
    try {
      Files.writeString(
          path, measurement.toJson().encode() + System.lineSeparator(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Measurement> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank())
        .map(line -> Measurement.fromJson(new JsonObject(line)))
        .toList();
  }
}
