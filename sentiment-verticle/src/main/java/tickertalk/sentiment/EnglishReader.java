package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tickertalk.sentiment.Lexicon.Match;
import tickertalk.sentiment.Token.Kind;

/** Finds the English terms of a line, lifted by the boosters and turned by the negations before. */
final class EnglishReader {
  private static final Set<String> NEGATORS =
      Set.of(
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
  private static final Set<String> NARROW_NEGATORS = Set.of("no", "without", "lacks", "zero");

  /** How many words a negation reaches: "I don't think that this will be good". */
  private static final int REACH = 6;

  private static final int NARROW_REACH = 2;

  private final Lexicon lexicon;
  private final Line line;
  private final List<Hit> hits = new ArrayList<>();

  private double boost = 1;
  private int reach;
  private boolean negating;
  private int negatorAt;

  private EnglishReader(Lexicon lexicon, Line line) {
    this.lexicon = lexicon;
    this.line = line;
  }

  static List<Hit> hits(Lexicon lexicon, Line line) {
    EnglishReader reader = new EnglishReader(lexicon, line);
    int at = 0;
    while (at < line.size()) {
      at = reader.next(at);
    }
    return reader.hits;
  }

  private int next(int at) {
    Token token = line.token(at);
    if (!token.is(Kind.WORD) || Contrast.is(token)) {
      reach = 0;
      boost = 1;
      return at + 1;
    }
    Optional<Match> match = lexicon.englishAt(line.tokens(), at);
    if (match.isPresent()) {
      return match.get().booster() ? lift(at, match.get()) : take(at, match.get());
    }
    boost = 1;
    if (!negates(at)) {
      reach--;
    }
    return at + 1;
  }

  private int lift(int at, Match booster) {
    boost *= booster.weight();
    reach--;
    return at + booster.length();
  }

  private int take(int at, Match match) {
    int next = at + match.length();
    Hit hit =
        Hit.of(at, line.token(at).start(), line.token(next - 1).end(), match.weight()).times(boost);
    boost = 1;
    if (match.weight() == 0) {
      reach -= match.length();
    } else if (reach > 0 && negating) {
      hits.add(hit.negated().from(negatorAt));
      // "not good or fun" turns both, but its sign stands with the first.
      negatorAt = line.token(Math.min(next, line.size() - 1)).start();
      reach = 0;
    } else {
      hits.add(hit);
      reach = 0;
    }
    return next;
  }

  private boolean negates(int at) {
    Token token = line.token(at);
    if (asksForYes(at)) {
      return false;
    }
    boolean wide = NEGATORS.contains(token.text()) || token.text().endsWith("n't");
    if (!wide && !NARROW_NEGATORS.contains(token.text())) {
      return false;
    }
    if (reach > 0 && wide) {
      negating = !negating; // "can't say I don't like it"
    } else {
      negating = true;
      negatorAt = token.start();
    }
    reach = wide ? REACH : NARROW_REACH;
    return true;
  }

  /** "isn't it great?" says that it is. */
  private boolean asksForYes(int at) {
    int sentence = line.sentence(at);
    return line.asks(sentence)
        && line.token(at).text().endsWith("n't")
        && (at == 0 || line.sentence(at - 1) != sentence);
  }
}
