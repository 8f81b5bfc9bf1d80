package tickertalk.sentiment;

import tickertalk.sentiment.Line.Kind;

/** Finds the English terms of a line, lifted by the boosters and turned by the negations before. */
final class EnglishReader {
  private static final Trie NEGATORS =
      Trie.of(
          "not",
          "never",
          "cannot",
          "cant",
          "dont",
          "doesnt",
          "didnt",
          "isnt",
          "arent",
          "wasnt",
          "werent",
          "wont",
          "wouldnt",
          "shouldnt",
          "couldnt",
          "aint",
          "hasnt",
          "havent",
          "hadnt",
          "nothing",
          "nobody",
          "none",
          "neither",
          "nor",
          "hardly",
          "rarely",
          "nt");

  /** These reach no further than the noun that follows them. */
  private static final Trie NARROW_NEGATORS = Trie.of("no", "without", "lacks", "zero");

  /** How many words a negation reaches: "I don't think that this will be good". */
  private static final int REACH = 6;

  private static final int NARROW_REACH = 2;

  private final Line line;
  private final Hits hits;
  private final EnglishTerms terms;
  private final EnglishTerms roomTerms;
  private final Match match = new Match();
  private final Match own = new Match();

  private Lexicon room = Lexicon.EMPTY;
  private double boost = 1;
  private int reach;
  private boolean negating;
  private int negatorAt;

  EnglishReader(Lexicon lexicon, Line line, Hits hits) {
    this.line = line;
    this.hits = hits;
    this.terms = new EnglishTerms(lexicon, line);
    this.roomTerms = new EnglishTerms(Lexicon.EMPTY, line);
  }

  /** Forgets another line; this one was said where these words have a weight of their own. */
  void begin(Lexicon ofTheRoom) {
    pause();
    room = ofTheRoom;
    roomTerms.lookIn(room);
  }

  /** Forgets what came before: no English word. */
  void pause() {
    reach = 0;
    boost = 1;
  }

  /** Reads the word at this token; gives the token to read on at. */
  int read(int at) {
    if (Contrast.is(line, at)) {
      pause();
      return at + 1;
    }
    if (isTerm(at)) {
      return match.booster() ? lift(at) : take(at);
    }
    boost = 1;
    if (!negates(at)) {
      reach--;
    }
    return at + 1;
  }

  /** What the room has of its own goes before what is as long, or would reach across it. */
  private boolean isTerm(int at) {
    boolean known = terms.at(at, match);
    if (room.isEmpty()) {
      return known;
    }
    boolean stands = known && !reachesOwn(at + 1, at + match.length());
    if (roomTerms.at(at, own) && !(stands && match.length() > own.length())) {
      match.isTaught(own);
      return true;
    }
    return stands;
  }

  private boolean reachesOwn(int from, int to) {
    for (int at = from; at < to; at++) {
      if (roomTerms.at(at, own)) {
        return true;
      }
    }
    return false;
  }

  private int lift(int at) {
    boost = match.lift(boost);
    reach--;
    return at + match.length();
  }

  private int take(int at) {
    int next = at + match.length();
    int end = line.end(next - 1);
    if (!match.counts()) {
      reach -= match.length();
    } else if (reach > 0 && negating) {
      hits.add(at, negatorAt, end, match.weight() * boost, match.taught());
      hits.negate(hits.size() - 1);
      // "not good or fun" turns both, but its sign stands with the first.
      negatorAt = line.start(Math.min(next, line.size() - 1));
      reach = 0;
    } else {
      hits.add(at, line.start(at), end, match.weight() * boost, match.taught());
      reach = 0;
    }
    boost = 1;
    return next;
  }

  private boolean negates(int at) {
    if (asksForYes(at)) {
      return false;
    }
    boolean wide = line.isOneOf(at, NEGATORS) || line.endsWith(at, "n't");
    if (!wide && !line.isOneOf(at, NARROW_NEGATORS)) {
      return false;
    }
    if (reach > 0 && wide) {
      negating = !negating; // "can't say I don't like it"
    } else {
      negating = true;
      negatorAt = line.start(at);
    }
    reach = wide ? REACH : NARROW_REACH;
    return true;
  }

  /** "isn't it great?" says that it is. */
  private boolean asksForYes(int at) {
    int sentence = line.sentence(at);
    return line.asks(sentence)
        && line.endsWith(at, "n't")
        && (at == 0 || line.sentence(at - 1) != sentence);
  }

  /** Whether words go on at this token. */
  static boolean isWord(Line line, int at) {
    return line.has(at, Kind.WORD);
  }
}
