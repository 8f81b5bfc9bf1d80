package tickertalk.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tickertalk.contract.CommandException;
import tickertalk.contract.SearchQuery;

/**
 * What a message must be to be found: by its words, by who said it, and when.
 *
 * @param author the name, folded
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 */
record SearchCriteria(SearchWords words, Optional<String> author, long from, long to) {
  /**
   * Those of a query.
   *
   * @throws CommandException 400, when nothing in its words has a shape
   */
  static SearchCriteria of(SearchQuery query) {
    return new SearchCriteria(
        query.query().map(SearchWords::of).orElse(SearchWords.NONE),
        query.author().map(Folding::fold),
        query.from(),
        query.to());
  }

  /** What the index knows of every message that meets them; never nothing. */
  int[] grams() {
    return IntStream.concat(IntStream.of(words.grams()), author.stream().mapToInt(Grams::ofAuthor))
        .toArray();
  }

  /** The same for what is known in different ways: one of each. */
  List<int[]> oneOfEach(SearchScope scope) {
    List<int[]> groups = new ArrayList<>();
    if (!scope.named().isEmpty()) {
      groups.add(scope.named().stream().mapToInt(Grams::ofRoom).toArray());
    }
    if (from > 0 || to < SearchQuery.MAX_TIME) {
      groups.add(TimeSpans.covering(from, to));
    }
    return groups;
  }

  boolean areMetBy(SearchedMessage message) {
    return author.map(message.author()::equals).orElse(true)
        && message.at() >= from
        && message.at() < to
        && words.occurIn(message.folded());
  }
}
