package tickertalk.sentiment;

import tickertalk.sentiment.Line.Kind;

/**
 * Finds what the lexicon has of Korean, English and emoji in a text, each as its sentence turns it.
 * For one thread; used again for one text after the other.
 */
final class LexiconReader {
  private final FoldedText text = new FoldedText();
  private final Line line = new Line();
  private final Hits hits = new Hits();
  private final Tokenizer tokenizer;
  private final EnglishReader english;
  private final KoreanReader korean;
  private final Discourse discourse;

  LexiconReader(Lexicon lexicon) {
    this.tokenizer = new Tokenizer(lexicon, line);
    this.english = new EnglishReader(lexicon, line, hits);
    this.korean = new KoreanReader(lexicon, line, hits);
    this.discourse = new Discourse(line, hits);
  }

  /** Reads a text as one of the room that has this lexicon of its own. */
  void read(String original, Lexicon room) {
    text.fold(original);
    tokenizer.cut(text, room);
    hits.clear();
    english.begin(room);
    korean.begin(room);
    int at = 0;
    while (at < line.size()) {
      at = next(at);
    }
    discourse.weigh();
  }

  private int next(int at) {
    if (line.has(at, Kind.WORD)) {
      korean.pause();
      return english.read(at);
    }
    english.pause();
    if (line.has(at, Kind.EOJEOL)) {
      korean.read(at);
    } else {
      korean.pause();
      if (line.has(at, Kind.SYMBOL)) {
        hits.add(at, line.start(at), line.end(at), line.weight(at), line.taught(at));
      }
    }
    return at + 1;
  }

  FoldedText text() {
    return text;
  }

  Hits hits() {
    return hits;
  }

  /** Whether the text asks. */
  boolean asks() {
    return discourse.asks();
  }
}
