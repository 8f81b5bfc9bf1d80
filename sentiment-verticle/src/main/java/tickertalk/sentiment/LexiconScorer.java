package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;

/** Scores by the lexicon alone: what a model has to be better than. */
final class LexiconScorer implements Scorer {
  private final ThreadLocal<LexiconReader> readers;

  LexiconScorer(Lexicon lexicon) {
    this.readers = ThreadLocal.withInitial(() -> new LexiconReader(lexicon));
  }

  @Override
  public Reading read(String text, Vocabulary room) {
    LexiconReader reader = readers.get();
    reader.read(text, room.lexicon());
    Hits hits = reader.hits();
    List<Reading.Word> words = new ArrayList<>(hits.size());
    for (int i = 0; i < hits.size(); i++) {
      int start = reader.text().start(hits.start(i));
      int end = reader.text().end(hits.end(i) - 1);
      words.add(new Reading.Word(text.substring(start, end), start, end, hits.weight(i)));
    }
    return Reading.of(words);
  }
}
