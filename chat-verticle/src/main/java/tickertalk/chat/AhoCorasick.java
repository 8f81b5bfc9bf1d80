package tickertalk.chat;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * Finds many words in one pass over a text, however many they are, by the automaton of Aho and
 * Corasick (1975): its state is the longest end of what was read that a word begins with. States
 * are numbered level by level, so that those which follow one stand side by side, in the order of
 * their letters. Immutable.
 */
final class AhoCorasick {
  /** Where a text begins; also for no state. */
  static final int ROOT = 0;

  private int states = 1;
  private final int[] letters;
  private final int[] firstChildren;
  private final int[] fallbacks;
  private final int[] lengths;
  private final int[] shorter;

  /**
   * Makes one that knows these words.
   *
   * @param words each of one letter at least, as code points
   */
  AhoCorasick(Collection<int[]> words) {
    int[][] sorted = words.stream().sorted(Arrays::compare).toArray(int[][]::new);
    int most = 1 + Stream.of(sorted).mapToInt(word -> word.length).sum();
    letters = new int[most];
    firstChildren = new int[most + 1];
    fallbacks = new int[most];
    lengths = new int[most];
    shorter = new int[most];
    grow(sorted, most);
    link();
  }

  /** The words that go through a state stand side by side, from one place to another. */
  private void grow(int[][] sorted, int most) {
    int[] from = new int[most];
    int[] to = new int[most];
    int[] depths = new int[most];
    to[ROOT] = sorted.length;
    for (int state = ROOT; state < states; state++) {
      int depth = depths[state];
      int word = from[state];
      firstChildren[state] = states;
      while (word < to[state] && sorted[word].length == depth) {
        lengths[state] = depth;
        word++;
      }
      while (word < to[state]) {
        int letter = sorted[word][depth];
        letters[states] = letter;
        depths[states] = depth + 1;
        from[states] = word;
        while (word < to[state] && sorted[word][depth] == letter) {
          word++;
        }
        to[states] = word;
        states++;
      }
    }
    firstChildren[states] = states;
  }

  /** A state falls back to a lesser one, which is linked by then. */
  private void link() {
    for (int state = ROOT; state < states; state++) {
      for (int child = firstChildren[state]; child < firstChildren[state + 1]; child++) {
        fallbacks[child] = state == ROOT ? ROOT : next(fallbacks[state], letters[child]);
        shorter[child] = longest(fallbacks[child]);
      }
    }
  }

  boolean isEmpty() {
    return states == 1;
  }

  /** The state after one more letter. */
  int next(int state, int letter) {
    for (int at = state; ; at = fallbacks[at]) {
      int child = Arrays.binarySearch(letters, firstChildren[at], firstChildren[at + 1], letter);
      if (child >= 0) {
        return child;
      }
      if (at == ROOT) {
        return ROOT;
      }
    }
  }

  /** The state of the longest word that ends here, {@link #ROOT} for none. */
  int longest(int state) {
    return lengths[state] > 0 ? state : shorter[state];
  }

  /** The state of the next shorter word that ends where this one does, {@link #ROOT} for none. */
  int shorter(int word) {
    return shorter[word];
  }

  /** How many letters a word has, of which this is the state. */
  int length(int word) {
    return lengths[word];
  }
}
