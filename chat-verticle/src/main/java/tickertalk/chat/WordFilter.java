package tickertalk.chat;

import java.util.BitSet;
import java.util.List;

/**
 * Finds a room's unwanted words, however they are written. A word stands for itself and not for a
 * part of another, but in Korean and where else words are joined to what follows them. A text is
 * read once, however many words there are. Immutable.
 */
final class WordFilter {
  private static final int MASK = '*';

  private final AhoCorasick words;

  WordFilter(List<String> words) {
    // What folds to nothing would be found everywhere.
    this.words =
        new AhoCorasick(
            words.stream()
                .map(word -> new FoldedText(word).letters())
                .filter(letters -> letters.length > 0)
                .toList());
  }

  /** Whether a text has one of the words. */
  boolean finds(String text) {
    return !words.isEmpty() && !found(new FoldedText(text), true).isEmpty();
  }

  /** The text with an asterisk for each character of the words. */
  String mask(String text) {
    if (words.isEmpty()) {
      return text;
    }
    FoldedText folded = new FoldedText(text);
    BitSet found = found(folded, false);
    return found.isEmpty() ? text : masked(text, origins(folded, found));
  }

  /**
   * The letters of the words that stand in a text. Of those that end at one place the longest that
   * stands as a whole has the others in it.
   *
   * @param one whether one word is enough
   */
  private BitSet found(FoldedText text, boolean one) {
    BitSet found = new BitSet(text.length());
    int state = AhoCorasick.ROOT;
    for (int end = 1; end <= text.length() && !(one && !found.isEmpty()); end++) {
      state = words.next(state, text.letter(end - 1));
      int word = words.longest(state);
      if (word != AhoCorasick.ROOT && text.isBoundary(end)) {
        while (word != AhoCorasick.ROOT && !text.isBoundary(end - words.length(word))) {
          word = words.shorter(word);
        }
        found.set(end - words.length(word), end);
      }
    }
    return found;
  }

  private static BitSet origins(FoldedText folded, BitSet letters) {
    BitSet origins = new BitSet();
    letters.stream().forEach(letter -> origins.set(folded.origin(letter)));
    return origins;
  }

  private static String masked(String text, BitSet origins) {
    StringBuilder masked = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      masked.appendCodePoint(
          origins.get(at) && !Character.isWhitespace(codePoint) ? MASK : codePoint);
      at += Character.charCount(codePoint);
    }
    return masked.toString();
  }
}
