package tickertalk.sentiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tickertalk.storage.Sql;

/**
 * Since when people speak, in whatever room, and how much their voice weighs by that: a quarter at
 * first, so that names made up for the occasion do not outshout those who were there, and all of it
 * after a day. One who saves at a time.
 */
final class Seniority {
  private static final double OF_A_NEWCOMER = 0.25;
  private static final long FULL_AFTER_MS = MoodWindow.DAY.ms();

  /** So many people of whom the database need not be asked again; about 2 MB. */
  private static final int KNOWN = 10_000;

  private static final String INTRODUCE =
      """
      insert into sentiment_author (author, since) values (?, ?)
      on conflict (author) do update set since = excluded.since
      where sentiment_author.since > excluded.since
      """;

  private final Map<String, Long> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > KNOWN;
        }
      };

  /** How much a voice weighs, 0.25 to 1, so long after its first word. */
  static double weight(long ageMs) {
    return Math.min(1, OF_A_NEWCOMER + (1 - OF_A_NEWCOMER) * ageMs / FULL_AFTER_MS);
  }

  /** The same in SQL, of an expression in milliseconds, which comes twice. */
  static String weight(String age) {
    return "case when %2$s >= %1$s then 1.0 else %3$s + %4$s * (%2$s) / %1$s end"
        .formatted(FULL_AFTER_MS, age, OF_A_NEWCOMER, 1 - OF_A_NEWCOMER);
  }

  /** Keeps when the authors of these entries spoke first, and tells it of each entry. */
  List<ScoredEntry> introduce(Sql sql, List<ScoredEntry> entries) {
    Map<String, Long> first = new TreeMap<>();
    entries.forEach(entry -> first.merge(entry.author(), entry.at(), Math::min));
    Map<String, Long> since = new LinkedHashMap<>();
    first.forEach((author, at) -> since.put(author, known.get(author)));
    List<String> strangers =
        first.keySet().stream()
            .filter(author -> since.get(author) == null || since.get(author) > first.get(author))
            .toList();
    sql.batch(INTRODUCE, strangers.stream().map(it -> new Object[] {it, first.get(it)}).toList());
    strangers.forEach(author -> since.put(author, ask(sql, author)));
    return entries.stream().map(entry -> entry.since(since.get(entry.author()))).toList();
  }

  private static long ask(Sql sql, String author) {
    return sql.first(
            "select since from sentiment_author where author = ?", row -> row.getLong(1), author)
        .orElseThrow();
  }

  /** Remembers what was told of these entries, now that it is kept. */
  void remember(List<ScoredEntry> kept) {
    kept.forEach(entry -> known.put(entry.author(), entry.since()));
  }
}
