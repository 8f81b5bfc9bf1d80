package tickertalk.chat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tickertalk.contract.CommandException;

/**
 * What somebody looks for: words that all occur in a text, each anywhere in it. A consonant that
 * stands alone in a word is found as itself, and as the initial of a syllable.
 */
final class SearchWords {
  /** More make a search no narrower, but slower. */
  private static final int MOST_GRAMS = 24;

  /** Which occur in every text. */
  static final SearchWords NONE = new SearchWords(List.of());

  private final List<String> words;

  private SearchWords(List<String> words) {
    this.words = words;
  }

  /**
   * The words of a query.
   *
   * @throws CommandException 400, when nothing in it has a shape
   */
  static SearchWords of(String query) {
    List<String> words =
        Stream.of(Folding.fold(query).split(" ", -1))
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    if (words.isEmpty()) {
      throw CommandException.badInput("query", "must not be empty");
    }
    return new SearchWords(words);
  }

  /** What the index knows of every text in which they all occur. */
  int[] grams() {
    return words.stream()
        .flatMapToInt(word -> IntStream.of(Grams.required(word)))
        .distinct()
        .limit(MOST_GRAMS)
        .toArray();
  }

  /**
   * Whether all of them occur.
   *
   * @param folded see {@link Folding}
   */
  boolean occurIn(String folded) {
    return words.stream().allMatch(word -> occurs(word, folded));
  }

  private static boolean occurs(String word, String folded) {
    if (word.chars().noneMatch(Hangul::isInitial)) {
      return folded.contains(word);
    }
    for (int i = 0; i + word.length() <= folded.length(); i++) {
      if (beginsAt(i, word, folded)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsAt(int start, String word, String folded) {
    for (int i = 0; i < word.length(); i++) {
      char wanted = word.charAt(i);
      char there = folded.charAt(start + i);
      if (wanted != there && !(Hangul.isInitial(wanted) && Hangul.initialOf(there) == wanted)) {
        return false;
      }
    }
    return true;
  }
}
