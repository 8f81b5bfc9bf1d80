package tickertalk.sentiment;

import tickertalk.sentiment.Line.Kind;

/**
 * Finds the Korean terms of a line, lifted by the boosters before. A negation stands before (안 좋다,
 * 못믿겠다) or after (좋지 않다).
 */
final class KoreanReader {
  private static final Trie NEGATORS_BEFORE = Trie.of("안", "못", "않");
  private static final Trie HARDLY = Trie.of("별로");
  private static final int HARDLY_REACH = 3;
  private static final int NOWHERE = -1;

  private final Lexicon lexicon;
  private final Line line;
  private final Hits hits;
  private final KoreanNegation negation;
  private final Match match = new Match();
  private final Match scratch = new Match();
  private final Match own = new Match();

  private Lexicon room = Lexicon.EMPTY;
  private double boost = 1;
  private int claimedUntil;
  private int hardly = NOWHERE;

  KoreanReader(Lexicon lexicon, Line line, Hits hits) {
    this.lexicon = lexicon;
    this.line = line;
    this.hits = hits;
    this.negation = new KoreanNegation(lexicon, line);
  }

  /** Forgets another line; this one was said where these words have a weight of their own. */
  void begin(Lexicon ofTheRoom) {
    room = ofTheRoom;
    boost = 1;
    claimedUntil = 0;
    hardly = NOWHERE;
  }

  /** What is no Korean word comes between. */
  void pause() {
    boost = 1;
  }

  /** Reads the eojeol at this token. */
  void read(int index) {
    int start = line.start(index);
    if (line.isOneOf(index, NEGATORS_BEFORE) && !isTerm(start, true, match)) {
      return;
    }
    char[] text = line.text();
    int at = Math.max(start, claimedUntil);
    boolean begins = at == start;
    boolean boosted = begins;
    while (at < line.end(index)) {
      boolean found = isTerm(at, begins, match);
      boolean prefixed = false;
      if (!found && (text[at] == '안' || text[at] == '못')) {
        prefixed = isTerm(at + 1, begins, match) && !match.booster() && match.counts();
        found = prefixed;
      }
      if (!found) {
        at++;
        begins = false;
        boosted = false;
      } else if (match.booster()) {
        boost = match.lift(boost);
        at += match.length();
      } else {
        at = take(index, at, at + (prefixed ? 1 : 0) + match.length(), prefixed);
        begins = false;
        boosted = false;
      }
    }
    if (!boosted) {
      boost = 1;
    }
  }

  /** What the room has of its own goes before what is as long, or would reach across it. */
  private boolean isTerm(int at, boolean begins, Match found) {
    boolean known = lexicon.koreanAt(line.text(), at, line.length(), begins, found);
    if (room.isEmpty()) {
      return known;
    }
    boolean stands = known && !reachesOwn(at + 1, at + found.length());
    if (isOwn(at, begins) && !(stands && found.length() > own.length())) {
      found.isTaught(own);
      return true;
    }
    return stands;
  }

  private boolean reachesOwn(int from, int to) {
    for (int at = from; at < to; at++) {
      if (isOwn(at, line.text()[at - 1] == ' ')) {
        return true;
      }
    }
    return false;
  }

  private boolean isOwn(int at, boolean begins) {
    return room.koreanAt(line.text(), at, line.length(), begins, own);
  }

  /** Takes a term in, with the endings up to the next term; gives where to read on. */
  private int take(int index, int start, int termEnd, boolean prefixed) {
    int last = index;
    while (line.end(last) < termEnd) {
      last++;
    }
    double weight = match.weight() * boost;
    boost = 1;
    if (!match.counts()) {
      claimedUntil = Math.max(claimedUntil, termEnd);
      return termEnd;
    }
    int end = endOfEndings(termEnd, line.end(last));
    int before = prefixed ? start : negatorBefore(index, start);
    int after = negation.after(last, termEnd, end);
    int hitStart = before == NOWHERE ? start : before;
    int hitEnd = after == KoreanNegation.NONE ? end : after;
    hits.add(index, hitStart, hitEnd, weight, match.taught());
    if ((before == NOWHERE) != (after == KoreanNegation.NONE)) {
      hits.negate(hits.size() - 1);
    }
    claimedUntil = hitEnd;
    takeHardlyIn();
    return hitEnd;
  }

  /** Endings last until another term that may stand anywhere, or the end of the eojeol. */
  private int endOfEndings(int from, int eojeolEnd) {
    int end = from;
    while (end < eojeolEnd && !(isTerm(end, false, scratch) && scratch.counts())) {
      end++;
    }
    return end;
  }

  /** Where the 안 or 못 in the eojeol before begins, if this one begins with the term. */
  private int negatorBefore(int index, int start) {
    boolean negated =
        start == line.start(index)
            && line.has(index - 1, Kind.EOJEOL)
            && line.isOneOf(index - 1, NEGATORS_BEFORE)
            && line.start(index - 1) >= claimedUntil;
    return negated ? line.start(index - 1) : NOWHERE;
  }

  /**
   * 별로 is bad by itself, but before another term it only says "hardly": 별로 안 좋아 is no worse than 안
   * 좋아, and 별로 좋은 turns what it stands before.
   */
  private void takeHardlyIn() {
    int hit = hits.size() - 1;
    if (hardly != NOWHERE && isMeantBy(hardly, hit)) {
      if (!hits.turned(hit)) {
        hits.negate(hit);
      }
      hits.remove(hardly);
      hit--;
    }
    hardly = HARDLY.has(line.text(), hits.start(hit), hits.end(hit)) ? hit : NOWHERE;
  }

  private boolean isMeantBy(int earlier, int hit) {
    return (hits.turned(hit) || hits.weight(hit) > 0)
        && hits.token(hit) - hits.token(earlier) <= HARDLY_REACH
        && line.sentence(hits.token(hit)) == line.sentence(hits.token(earlier));
  }
}
