package tickertalk.sentiment;

import java.util.Arrays;
import tickertalk.sentiment.Line.Kind;

/** What a sentence does with its words: a question claims nothing, "but" makes light of before. */
final class Discourse {
  private static final double BEFORE_CONTRAST = 0.5;
  private static final double AFTER_CONTRAST = 1.3;

  private static final Trie OPENERS =
      Trie.of(
          "is", "are", "am", "was", "were", "do", "does", "did", "will", "would", "can", "could",
          "should", "has", "have", "had", "what", "whats", "what's", "when", "where", "which",
          "any", "anyone", "anybody", "how", "who", "who's");
  private static final Trie KOREAN_OPENERS =
      Trie.of("언제", "얼마", "어디", "누가", "누구", "무엇", "몇", "어느", "어떤", "어떻", "혹시");
  private static final String[] KOREAN_CLOSERS = {
    "나", "나요", "가", "가요", "니", "냐", "은지", "는지", "까", "까요", "려나", "을지"
  };
  private static final Trie WHY = Trie.of("왜");
  private static final int NOWHERE = -1;

  private final Line line;
  private final Hits hits;
  private boolean[] asked = new boolean[33];
  private int[] contrasts = new int[32];
  private boolean asks;

  Discourse(Line line, Hits hits) {
    this.line = line;
    this.hits = hits;
  }

  /** Drops the hits that are only asked about, and weighs those around a contrast. */
  void weigh() {
    if (contrasts.length < line.size()) {
      contrasts = new int[line.size() * 2];
      asked = new boolean[line.size() * 2 + 1];
    }
    Arrays.fill(asked, 0, line.size() + 1, false);
    findQuestions();
    dropWhatIsAsked();
    contrast();
  }

  /** Whether any sentence of the line asks. */
  boolean asks() {
    return asks;
  }

  private void findQuestions() {
    asks = false;
    int begin = 0;
    for (int i = 0; i < line.size(); i++) {
      if (i + 1 == line.size() || line.has(i, Kind.STOP)) {
        boolean question = isQuestion(begin, i + 1);
        asked[line.sentence(begin)] = question;
        asks |= question;
        begin = i + 1;
      }
    }
  }

  private void dropWhatIsAsked() {
    int kept = 0;
    for (int i = 0; i < hits.size(); i++) {
      int token = hits.token(i);
      if (!asked[line.sentence(token)] || line.has(token, Kind.SYMBOL)) {
        hits.move(i, kept++);
      }
    }
    hits.keep(kept);
  }

  private boolean isQuestion(int begin, int end) {
    boolean opened = false;
    int lastEojeol = NOWHERE;
    boolean first = true;
    for (int i = begin; i < end; i++) {
      if (line.has(i, Kind.WORD)) {
        opened |= first && line.isOneOf(i, OPENERS);
        first = false;
      } else if (line.has(i, Kind.EOJEOL)) {
        if (line.beginsWithOneOf(i, WHY)) {
          return false; // 왜 안 오르나요? complains
        }
        opened |= line.beginsWithOneOf(i, KOREAN_OPENERS);
        lastEojeol = i;
        first = false;
      }
    }
    boolean marked = line.asks(line.sentence(begin));
    if (lastEojeol == NOWHERE) {
      return marked && opened;
    }
    int from = line.start(lastEojeol);
    int to = line.end(lastEojeol);
    return asksUnmarked(from, to)
        || (marked && (opened || line.endsWithOneOf(from, to, KOREAN_CLOSERS)));
  }

  /** 오를까, 오릅니까, 좋은가요: the ending alone asks. But 좋으니까 gives a reason. */
  private boolean asksUnmarked(int from, int to) {
    char[] text = line.text();
    int end = line.endsWith(from, to, "요") ? to - 1 : to;
    if (end - from < 2) {
      return false;
    }
    int finalBefore = Hangul.finalOf(text[end - 2]);
    boolean asksIf = text[end - 1] == '까' && finalBefore == Hangul.RIEUL;
    boolean asksFormally =
        end - from > 2
            && line.endsWith(from, end, "니까")
            && Hangul.finalOf(text[end - 3]) == Hangul.BIEUP;
    boolean asksPolitely =
        (line.endsWith(from, to, "가요") && finalBefore == Hangul.NIEUN)
            || line.endsWith(from, to, "나요");
    return asksIf || asksFormally || asksPolitely;
  }

  /** In each sentence, the last contrast with terms after it parts them. */
  private void contrast() {
    findContrasts();
    int at = 0;
    while (at < hits.size()) {
      int end = at;
      int sentence = line.sentence(hits.token(at));
      while (end < hits.size() && line.sentence(hits.token(end)) == sentence) {
        end++;
      }
      weighSentence(at, end);
      at = end;
    }
  }

  /** For each token, the last contrast before it in its sentence. */
  private void findContrasts() {
    int last = NOWHERE;
    for (int i = 0; i < line.size(); i++) {
      if (i > 0 && line.sentence(i) != line.sentence(i - 1)) {
        last = NOWHERE;
      }
      contrasts[i] = last;
      if (Contrast.is(line, i)) {
        last = i;
      }
    }
  }

  private void weighSentence(int from, int to) {
    int contrast = contrasts[hits.token(to - 1)];
    boolean opensTheSentence =
        contrast != NOWHERE && isFirst(contrast) && hits.token(from) > contrast;
    if (opensTheSentence) {
      lower(from, line.sentence(contrast) - 1);
    }
    boolean parts = opensTheSentence ? from > 0 : hits.token(from) <= contrast;
    for (int i = from; parts && i < to; i++) {
      hits.multiply(i, hits.token(i) <= contrast ? BEFORE_CONTRAST : AFTER_CONTRAST);
    }
  }

  private boolean isFirst(int token) {
    return token == 0 || line.sentence(token - 1) != line.sentence(token);
  }

  private void lower(int before, int sentence) {
    for (int i = before - 1; i >= 0 && line.sentence(hits.token(i)) == sentence; i--) {
      hits.multiply(i, BEFORE_CONTRAST);
    }
  }
}
