package tickertalk.chat;

import java.util.BitSet;
import java.util.List;

/**
 * Finds a room's unwanted words, however they are written. A word stands for itself and not for a
 * part of another, but in Korean and where else words are joined to what follows them.
 */
final class WordFilter {
  private static final int MASK = '*';

  private final List<FoldedText> words;

  WordFilter(List<String> words) {
    // What folds to nothing would be found everywhere.
    this.words = words.stream().map(FoldedText::new).filter(word -> word.length() > 0).toList();
  }

  /** Whether a text has one of the words. */
  boolean finds(String text) {
    if (words.isEmpty()) {
      return false;
    }
    FoldedText folded = new FoldedText(text);
    return words.stream().anyMatch(word -> folded.indexOf(word, 0) >= 0);
  }

  /** The text with an asterisk for each character of the words. */
  String mask(String text) {
    FoldedText folded = new FoldedText(text);
    BitSet masked = new BitSet(text.length());
    for (FoldedText word : words) {
      for (int at = folded.indexOf(word, 0); at >= 0; at = folded.indexOf(word, at + 1)) {
        for (int letter = at; letter < at + word.length(); letter++) {
          masked.set(folded.origin(letter));
        }
      }
    }
    return masked.isEmpty() ? text : masked(text, masked);
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
