package tickertalk.sentiment;

import java.util.Arrays;

/** Terms by their chars, looked up in place: no text is cut out to ask for it. */
final class Trie {
  static final int ROOT = 0;

  /** No term begins like this. */
  static final int NONE = -1;

  private static final long EMPTY = -1;

  private long[] edges = new long[64];
  private int[] targets = new int[64];
  private float[] values = new float[64];
  private int nodes = 1;

  Trie() {
    Arrays.fill(edges, EMPTY);
    Arrays.fill(values, Float.NaN);
  }

  /** A trie of terms without values. */
  static Trie of(String... terms) {
    Trie trie = new Trie();
    for (String term : terms) {
      trie.put(term, 1);
    }
    return trie;
  }

  /** Gives a term its value; false if it has one already. */
  boolean put(String term, float value) {
    int node = ROOT;
    for (int i = 0; i < term.length(); i++) {
      int next = step(node, term.charAt(i));
      node = next == NONE ? grow(node, term.charAt(i)) : next;
    }
    if (ends(node)) {
      return false;
    }
    values[node] = value;
    return true;
  }

  private int grow(int node, char c) {
    if (nodes * 2 >= edges.length) {
      widen();
    }
    insert(edge(node, c), nodes);
    return nodes++;
  }

  private void widen() {
    long[] oldEdges = edges;
    int[] oldTargets = targets;
    edges = new long[oldEdges.length * 2];
    targets = new int[edges.length];
    Arrays.fill(edges, EMPTY);
    int had = values.length;
    values = Arrays.copyOf(values, edges.length);
    Arrays.fill(values, had, values.length, Float.NaN);
    for (int i = 0; i < oldEdges.length; i++) {
      if (oldEdges[i] != EMPTY) {
        insert(oldEdges[i], oldTargets[i]);
      }
    }
  }

  private void insert(long edge, int target) {
    int slot = slot(edge);
    while (edges[slot] != EMPTY) {
      slot = (slot + 1) & (edges.length - 1);
    }
    edges[slot] = edge;
    targets[slot] = target;
  }

  private int slot(long edge) {
    return (int) ((edge * 0x9E3779B97F4A7C15L) >>> 40) & (edges.length - 1);
  }

  private static long edge(int node, char c) {
    return ((long) node << Character.SIZE) | c;
  }

  /** Where the char leads from this node, or {@link #NONE}. */
  int step(int node, char c) {
    long edge = edge(node, c);
    int slot = slot(edge);
    while (edges[slot] != edge) {
      if (edges[slot] == EMPTY) {
        return NONE;
      }
      slot = (slot + 1) & (edges.length - 1);
    }
    return targets[slot];
  }

  /** Whether a term ends at this node. */
  boolean ends(int node) {
    return node != NONE && !Float.isNaN(values[node]);
  }

  float value(int node) {
    return values[node];
  }

  /** Where the chars from here to there lead from the root. */
  int walk(char[] chars, int from, int to) {
    int node = ROOT;
    for (int i = from; i < to && node != NONE; i++) {
      node = step(node, chars[i]);
    }
    return node;
  }

  /** Whether these chars are a term. */
  boolean has(char[] chars, int from, int to) {
    return ends(walk(chars, from, to));
  }

  /** The length of the longest term that these chars begin with; 0 for none. */
  int lengthAt(char[] chars, int from, int to) {
    int longest = 0;
    int node = ROOT;
    for (int i = from; i < to; i++) {
      node = step(node, chars[i]);
      if (node == NONE) {
        return longest;
      }
      if (ends(node)) {
        longest = i + 1 - from;
      }
    }
    return longest;
  }

  /** The value of a term that {@link #lengthAt} found. */
  float valueAt(char[] chars, int from, int length) {
    return values[walk(chars, from, from + length)];
  }
}
