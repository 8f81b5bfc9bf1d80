package tickertalk.sentiment;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a text comes down to when it is asked whether its author said it before: its words, in
 * whatever order and however often, without case, marks, numbers and drawn-out letters; of a text
 * that has no words, its symbols.
 */
final class Gist {
  private Gist() {}

  /** Equal for texts that are nearly the same, and by all odds for no others. */
  static long of(String text) {
    FoldedText folded = new FoldedText(text.length());
    folded.fold(text);
    String plain = folded.toString();
    long words = sum(plain, Character::isLetter);
    return words == 0 ? sum(plain, c -> !Character.isWhitespace(c)) : words;
  }

  /** A sum does not care about the order of its parts. */
  private static long sum(String text, IntPredicate ofWords) {
    Set<Long> words = new HashSet<>();
    long word = 0;
    int before = 0;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (!ofWords.test(c)) {
        words.add(word);
        word = 0;
        before = 0;
      } else if (c != before) {
        word = mixed(word + c);
        before = c;
      }
    }
    words.add(word);
    return words.stream().mapToLong(Gist::mixed).sum();
  }

  /** Spreads a number over all bits; 0 stays 0. The constants are those of SplitMix64. */
  private static long mixed(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
