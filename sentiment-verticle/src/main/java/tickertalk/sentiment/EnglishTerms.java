package tickertalk.sentiment;

/**
 * Looks English words up: the longest phrase that begins at a word, or else the word in the first
 * of its forms that the lexicon has, itself before the forms without an ending.
 */
final class EnglishTerms {
  private static final int LONGEST = 32;
  private static final int SHORTEST_STEM = 3;
  private static final int DRAWN_OUT = 3;
  private static final char NOTHING = 0;
  private static final String[] ENDINGS_FOR_Y = {"ies", "ied", "ily", "ier", "iest"};
  private static final String[] ENDINGS_OF_VERBS = {"ing", "ed", "er", "est"};
  private static final String[] OTHER_ENDINGS = {"s", "es", "ly", "in"};

  private Trie terms;
  private Trie boosters;
  private final Line line;
  private final char[] word = new char[LONGEST + 1];
  private final int[] termNodes = new int[LONGEST + 1];
  private final int[] boosterNodes = new int[LONGEST + 1];

  EnglishTerms(Lexicon lexicon, Line line) {
    this.line = line;
    lookIn(lexicon);
  }

  /** Looks words up here from now on. */
  final void lookIn(Lexicon lexicon) {
    terms = lexicon.english();
    boosters = lexicon.englishBoosters();
  }

  /** Finds what begins at this token. */
  boolean at(int token, Match found) {
    boolean term = phraseAt(token, terms, false, found);
    int words = term ? found.length() : 1;
    double weight = term ? found.weight() : 0;
    if (phraseAt(token, boosters, true, found) && found.length() > words) {
      return true;
    }
    if (term) {
      found.is(words, weight, false);
      return true;
    }
    return wordAt(token, found);
  }

  private boolean phraseAt(int token, Trie trie, boolean booster, Match found) {
    char[] text = line.text();
    boolean any = false;
    int node = Trie.ROOT;
    for (int at = token; EnglishReader.isWord(line, at); at++) {
      for (int i = line.start(at); i < line.end(at) && node != Trie.NONE; i++) {
        node = trie.step(node, text[i]);
      }
      if (node == Trie.NONE) {
        return any;
      }
      if (at > token && trie.ends(node)) {
        found.is(at - token + 1, trie.value(node), booster);
        any = true;
      }
      node = trie.step(node, ' ');
      if (node == Trie.NONE) {
        return any;
      }
    }
    return any;
  }

  private boolean wordAt(int token, Match found) {
    int from = line.start(token);
    int to = line.end(token);
    if (!isDrawnOut(from, to)) {
      return isForm(squeezed(from, to, Integer.MAX_VALUE, Integer.MAX_VALUE), found);
    }
    // goood is good, sooo is so, goooddd is good.
    return isForm(squeezed(from, to, 2, 2), found)
        || isForm(squeezed(from, to, 1, 1), found)
        || isForm(squeezed(from, to, 2, 1), found);
  }

  private boolean isDrawnOut(int from, int to) {
    char[] text = line.text();
    for (int i = from + 2; i < to; i++) {
      if (text[i] == text[i - 1] && text[i] == text[i - 2]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Puts the word into the buffer with at most so many of a letter that stands there three times or
   * more; gives its length, or one that is too long.
   */
  private int squeezed(int from, int to, int most, int mostAtTheEnd) {
    char[] text = line.text();
    int length = 0;
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && text[end] == text[at]) {
        end++;
      }
      int row = end - at;
      int kept = row < DRAWN_OUT ? row : Math.min(row, end == to ? mostAtTheEnd : most);
      if (length + kept > LONGEST) {
        return LONGEST + 1;
      }
      for (int i = 0; i < kept; i++) {
        word[length++] = text[at];
      }
      at = end;
    }
    return length;
  }

  private boolean isForm(int length, Match found) {
    if (length > LONGEST) {
      return false;
    }
    walk(terms, termNodes, length);
    walk(boosters, boosterNodes, length);
    return is(length, NOTHING, found)
        || (endsWith(length, "'s") && isStem(length - 2, NOTHING, found))
        || isWithY(length, found)
        || isVerb(length, found)
        || isOther(length, found);
  }

  private void walk(Trie trie, int[] nodes, int length) {
    nodes[0] = Trie.ROOT;
    for (int i = 0; i < length; i++) {
      nodes[i + 1] = nodes[i] == Trie.NONE ? Trie.NONE : trie.step(nodes[i], word[i]);
    }
  }

  private boolean isWithY(int length, Match found) {
    for (String ending : ENDINGS_FOR_Y) {
      if (endsWith(length, ending) && isStem(length - ending.length(), 'y', found)) {
        return true;
      }
    }
    return false;
  }

  private boolean isVerb(int length, Match found) {
    for (String ending : ENDINGS_OF_VERBS) {
      int stem = length - ending.length();
      if (endsWith(length, ending)
          && (isStem(stem, NOTHING, found)
              || isStem(stem, 'e', found)
              || (isDoubled(stem) && is(stem - 1, NOTHING, found)))) {
        return true;
      }
    }
    return false;
  }

  /** dumped is dump, but winning is win. */
  private boolean isDoubled(int stem) {
    return stem > SHORTEST_STEM && word[stem - 1] == word[stem - 2];
  }

  private boolean isOther(int length, Match found) {
    for (String ending : OTHER_ENDINGS) {
      if (endsWith(length, ending) && isStem(length - ending.length(), NOTHING, found)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsWith(int length, String ending) {
    int at = length - ending.length();
    if (at < 0) {
      return false;
    }
    for (int i = 0; i < ending.length(); i++) {
      if (word[at + i] != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isStem(int length, char more, Match found) {
    return length >= SHORTEST_STEM && is(length, more, found);
  }

  private boolean is(int length, char more, Match found) {
    int term = next(terms, termNodes[length], more);
    if (terms.ends(term)) {
      found.is(1, terms.value(term), false);
      return true;
    }
    int booster = next(boosters, boosterNodes[length], more);
    if (boosters.ends(booster)) {
      found.is(1, boosters.value(booster), true);
      return true;
    }
    return false;
  }

  private static int next(Trie trie, int node, char more) {
    return node == Trie.NONE || more == NOTHING ? node : trie.step(node, more);
  }
}
