package tickertalk.benchmark;

import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tickertalk.storage.DatabaseConfig;

/** {@code search}: how long a page of results takes, on both databases. */
@Command(
    name = "search",
    description = "Fills the log, waits for the index, and searches; prints a table of times.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SearchCommand implements Callable<Integer> {
  @Option(
      names = "--messages",
      defaultValue = "1000000",
      description = "how many (default: ${DEFAULT-VALUE})")
  int messages;

  @Option(
      names = "--databases",
      split = ",",
      defaultValue = "sqlite,postgresql",
      description = "which (default: ${DEFAULT-VALUE})")
  List<String> databases;

  @Option(
      names = "--repeats",
      defaultValue = "20",
      description = "searches of a kind (default: ${DEFAULT-VALUE})")
  int repeats;

  @Option(names = "--work", required = true, description = "takes the databases")
  Path work;

  /** What is looked for; the last ones are what somebody enters who means harm. */
  private static Map<String, JsonObject> queries(MarketTalk talk) {
    Map<String, JsonObject> queries = new LinkedHashMap<>();
    queries.put("in half of the messages", query("ㅋㅋ"));
    queries.put("the same in a small room", query("ㅋㅋ").put("room", SearchedRooms.room(98)));
    queries.put("frequent word, part of it", query("비트코"));
    queries.put("its initials", query("ㅂㅌㅋㅇ"));
    queries.put("mixed", query("비ㅌ코"));
    queries.put("one initial", query("ㅉ"));
    queries.put("one syllable", query("가"));
    queries.put("one syllable, rare", query("뷁"));
    queries.put("emoji", query("🚀"));
    queries.put("English, part of a word", query("itcoi"));
    queries.put("one letter", query("e"));
    queries.put("two frequent words", query("비트코인 ㅠㅠ"));
    queries.put("frequent and rare", query("ㅋㅋ " + talk.word(20_000)));
    queries.put("word of rank 1,000", query(talk.word(1_000)));
    queries.put(
        "the same in a small room ", query(talk.word(1_000)).put("room", SearchedRooms.room(98)));
    queries.put("word of rank 49,000", query(talk.word(49_000)));
    queries.put(
        "two rare words, never together", query(talk.word(30_000) + " " + talk.word(30_001)));
    queries.put("four initials, rare", query("ㅉㅃㄸㄲ"));
    queries.put("a hundred syllables of nonsense", query("가나다라마바사아자차".repeat(10)));
    queries.put("a laugh longer than any", query("ㅋ".repeat(50)));
    return queries;
  }

  private static JsonObject query(String text) {
    return new JsonObject().put("query", text);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, TimeoutException {
    System.out.println(
        "| query | database | hits | first, ms | median, ms | slowest, ms | whole |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String database : databases) {
      measure(database);
    }
    return 0;
  }

  private void measure(String database) throws IOException, InterruptedException, TimeoutException {
    Files.createDirectories(work);
    Path folder = Files.createTempDirectory(work, database);
    if (database.equals("sqlite")) {
      String url = DatabaseConfig.embeddedIn(folder).url();
      measure(database, new DatabaseConfig(url, 4, Duration.ofSeconds(30)));
      return;
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setOverrideWorkingDirectory(folder.toFile()).start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      measure(database, new DatabaseConfig(url, 4, Duration.ofSeconds(30)));
    }
  }

  private void measure(String name, DatabaseConfig config)
      throws InterruptedException, TimeoutException {
    MarketTalk talk = new MarketTalk(1);
    try (SearchedRooms rooms = new SearchedRooms(config)) {
      rooms.fill(talk, messages);
      long logMb = rooms.size() >> 20;
      long begun = System.nanoTime();
      rooms.awaitIndex();
      double indexed = seconds(begun);
      System.err.printf(
          Locale.ROOT,
          "%s: %,d messages, indexed in %.0f s (%.0f µs each); %,d MB, of which %,d are the index%n",
          name,
          messages,
          indexed,
          indexed * 1e6 / messages,
          rooms.size() >> 20,
          (rooms.size() >> 20) - logMb);
      for (Map.Entry<String, JsonObject> query : queries(talk).entrySet()) {
        System.out.println(row(rooms, name, query.getKey(), query.getValue()));
      }
    }
  }

  private String row(SearchedRooms rooms, String database, String what, JsonObject query)
      throws TimeoutException {
    List<Double> times = new ArrayList<>();
    JsonObject page = new JsonObject();
    for (int i = 0; i <= repeats; i++) {
      long begun = System.nanoTime();
      page = rooms.search(query);
      times.add(seconds(begun) * 1_000);
    }
    List<Double> sorted = times.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %.1f | %.1f | %.1f | %s |",
        what.strip(),
        database,
        page.getJsonArray("hits").size(),
        times.get(0),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1),
        page.getJsonArray("hits").size() == 20 || page.getValue("next") == null
            ? "yes"
            : "goes on");
  }

  private static double seconds(long begunNanos) {
    return (System.nanoTime() - begunNanos) / 1e9;
  }
}
