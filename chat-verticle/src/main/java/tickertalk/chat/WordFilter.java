package tickertalk.chat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds a room's unwanted words, however they are written. A word stands for itself and not for a
 * part of another, but in Korean and where else words are joined to what follows them.
 */
final class WordFilter {
  private static final int MASK = '*';

  /** By their first letters, so that each place of a text is compared with few of them. */
  private final Map<Integer, List<FoldedText>> words;

  WordFilter(List<String> words) {
    // What folds to nothing would be found everywhere.
    this.words =
        words.stream()
            .map(FoldedText::new)
            .filter(word -> word.length() > 0)
            .collect(Collectors.groupingBy(word -> word.letter(0)));
  }

  /** Whether a text has one of the words. */
  boolean finds(String text) {
    if (words.isEmpty()) {
      return false;
    }
    FoldedText folded = new FoldedText(text);
    for (int at = 0; at < folded.length(); at++) {
      for (FoldedText word : beginningAt(folded, at)) {
        if (folded.hasAt(word, at)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<FoldedText> beginningAt(FoldedText text, int at) {
    return words.getOrDefault(text.letter(at), List.of());
  }

  /** The text with an asterisk for each character of the words. */
  String mask(String text) {
    if (words.isEmpty()) {
      return text;
    }
    FoldedText folded = new FoldedText(text);
    BitSet masked = new BitSet(text.length());
    for (int at = 0; at < folded.length(); at++) {
      for (FoldedText word : beginningAt(folded, at)) {
        if (folded.hasAt(word, at)) {
          mark(folded, at, at + word.length(), masked);
        }
      }
    }
    return masked.isEmpty() ? text : masked(text, masked);
  }

  private static void mark(FoldedText folded, int begin, int end, BitSet masked) {
    for (int letter = begin; letter < end; letter++) {
      masked.set(folded.origin(letter));
    }
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
