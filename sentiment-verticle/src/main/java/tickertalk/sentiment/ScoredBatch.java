package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tickertalk.contract.Entry;

/**
 * What the next entries of some rooms mean for the scores.
 *
 * @param said what was said, those of each room in the order of its log
 * @param edited how messages were put later
 * @param deleted of which messages nothing is left
 */
record ScoredBatch(List<ScoredEntry> said, List<ScoredEntry> edited, List<Entry.Delete> deleted) {
  ScoredBatch {
    said = List.copyOf(said);
    edited = List.copyOf(edited);
    deleted = List.copyOf(deleted);
  }

  /** Whether an entry means anything for the scores; what was deleted since says nothing. */
  static boolean takes(Entry entry) {
    return entry instanceof Entry.Delete || !entry.text().isEmpty();
  }

  /** Scores entries that have a meaning for the scores, each by its room's words. */
  static ScoredBatch of(List<Entry> entries, Scorer scorer, Vocabularies vocabularies) {
    List<ScoredEntry> said = new ArrayList<>();
    List<ScoredEntry> edited = new ArrayList<>();
    List<Entry.Delete> deleted = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Delete delete) {
        deleted.add(delete);
      } else {
        Score score = scorer.score(entry.text(), vocabularies.of(entry.room()));
        ScoredEntry scored = ScoredEntry.of(entry, score);
        (entry instanceof Entry.Edit ? edited : said).add(scored);
      }
    }
    return new ScoredBatch(said, edited, deleted);
  }

  /** The rooms that are spoken of, and the logs that are theirs. */
  Stream<RoomLog> logs() {
    return Stream.of(
            said.stream().map(entry -> new RoomLog(entry.room(), entry.epoch())),
            edited.stream().map(entry -> new RoomLog(entry.room(), entry.epoch())),
            deleted.stream().map(entry -> new RoomLog(entry.room(), entry.epoch())))
        .flatMap(logs -> logs)
        .distinct();
  }

  /** One of a room's logs. */
  record RoomLog(String room, String epoch) {}
}
