package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tickertalk.sentiment.Token.Kind;

/**
 * Scores by words: what the lexicon has of Korean, English and emoji, each as its sentence turns
 * it.
 */
final class LexiconScorer implements Scorer {
  private final Lexicon lexicon;

  LexiconScorer(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  @Override
  public Reading read(String text) {
    Line line = Line.of(text, lexicon);
    List<Hit> hits = new ArrayList<>();
    hits.addAll(EnglishReader.hits(lexicon, line));
    hits.addAll(KoreanReader.hits(lexicon, line));
    hits.addAll(symbols(line));
    hits.sort(Comparator.comparingInt(Hit::start));
    return Reading.of(Discourse.weigh(line, hits).stream().map(line::word).toList());
  }

  private List<Hit> symbols(Line line) {
    List<Hit> found = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      Token token = line.token(i);
      if (token.is(Kind.SYMBOL)) {
        found.add(Hit.of(i, token.start(), token.end(), lexicon.symbol(token.text())));
      }
    }
    return found;
  }
}
