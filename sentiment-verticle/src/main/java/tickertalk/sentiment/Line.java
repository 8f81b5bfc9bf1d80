package tickertalk.sentiment;

import java.util.List;
import tickertalk.sentiment.Token.Kind;

/** A text cut into tokens, and its tokens into sentences. */
final class Line {
  private final FoldedText text;
  private final String folded;
  private final List<Token> tokens;
  private final int[] sentences;
  private final boolean[] asking;

  private Line(FoldedText text, String folded, List<Token> tokens) {
    this.text = text;
    this.folded = folded;
    this.tokens = tokens;
    this.sentences = new int[tokens.size()];
    this.asking = new boolean[tokens.size() + 1];
    int sentence = 0;
    for (int i = 0; i < tokens.size(); i++) {
      sentences[i] = sentence;
      if (tokens.get(i).is(Kind.STOP)) {
        asking[sentence] = tokens.get(i).text().equals("?");
        sentence++;
      }
    }
  }

  static Line of(String text, Lexicon lexicon) {
    FoldedText foldedText = FoldedText.of(text);
    String folded = foldedText.folded();
    return new Line(foldedText, folded, Tokenizer.tokens(lexicon, folded));
  }

  List<Token> tokens() {
    return tokens;
  }

  int size() {
    return tokens.size();
  }

  Token token(int index) {
    return tokens.get(index);
  }

  /** Whether there is a token at this index, and of this kind. */
  boolean has(int index, Kind kind) {
    return index >= 0 && index < tokens.size() && tokens.get(index).is(kind);
  }

  /** The number of the sentence a token is in. */
  int sentence(int index) {
    return sentences[index];
  }

  /** Whether the sentence ends with a question mark. */
  boolean asks(int sentence) {
    return asking[sentence];
  }

  String folded() {
    return folded;
  }

  /** What the hit covers in the text as it was written. */
  Reading.Word word(Hit hit) {
    int start = text.start(hit.start());
    int end = text.end(hit.end() - 1);
    return new Reading.Word(text.original().substring(start, end), start, end, hit.weight());
  }
}
