package tickertalk.sentiment;

import tickertalk.sentiment.Line.Kind;

/**
 * Tells whether what follows a Korean term negates it (좋지 않다, 사기는 아니다, 재미가 없다), with or without a
 * space.
 */
final class KoreanNegation {
  /** Where nothing negates. */
  static final int NONE = -1;

  private static final String JI = "지진질";
  private static final String PARTICLES_AFTER_JI = "는도가를";
  private static final String PARTICLES_BEFORE_COPULA = "이가은는도";
  private static final String PARTICLES = "은는도을를이가";
  private static final Trie AFTER_JI_WITHIN = Trie.of("않", "못", "말", "마", "안", "모르", "몰");
  private static final Trie AFTER_JI =
      Trie.of("않", "못", "말", "마", "안아", "안네", "안은", "안고", "안습", "안나", "모르", "몰");
  private static final Trie COPULAS = Trie.of("아니", "아닌", "아님", "아냐");
  private static final Trie ABSENCES = Trie.of("없", "아니", "아닌", "아님", "아냐", "아녜");
  private static final Trie UNKNOWN = Trie.of("모르");
  private static final Trie NEGATORS_BEFORE = Trie.of("안", "못", "않");

  /** What may stand between: 좋은 게 없다, 믿을 수가 없다, 재미 하나도 없다. */
  private static final Trie BETWEEN =
      Trie.of(
          "게", "것", "것이", "것도", "거", "건", "것은", "수", "수가", "수는", "리", "리가", "점이", "점", "적이", "적",
          "데가", "줄", "하나도", "전혀", "1도", "별로", "일", "일이", "곳이");

  /** 기대 안 한다, 손해는 안 봤다: a noun before a verb that only makes it one. */
  private static final String LIGHT_VERBS = "하한할함합해했보봤봐본되돼됐된될됨됩당";

  private final Lexicon lexicon;
  private final Line line;
  private final Match scratch = new Match();

  KoreanNegation(Lexicon lexicon, Line line) {
    this.lexicon = lexicon;
    this.line = line;
  }

  /**
   * Where a negation ends that follows the term.
   *
   * @param token the eojeol that the term ends in
   * @param from where its endings begin, and {@code end} where they end
   */
  int after(int token, int from, int end) {
    if (asksForYes(token, from, end)) {
      return NONE;
    }
    if (isWithin(from, end)) {
      return end;
    }
    if (end != line.end(token) || !line.has(token + 1, Kind.EOJEOL)) {
      return NONE;
    }
    int next = token + 1;
    boolean refused =
        awaitsNegation(from, end)
            && followsJi(AFTER_JI, line.start(next), line.end(next))
            && !isTerm(next);
    if (isAbsence(next) || refused) {
      return line.end(next);
    }
    return line.has(next + 1, Kind.EOJEOL) ? afterTwo(from, end, next, next + 1) : NONE;
  }

  private int afterTwo(int from, int end, int next, int afterNext) {
    boolean absent =
        line.isOneOf(next, BETWEEN)
            && (isAbsence(afterNext) || line.beginsWithOneOf(afterNext, UNKNOWN));
    boolean undone =
        line.isOneOf(next, NEGATORS_BEFORE)
            && isParticleOrNothing(from, end)
            && LIGHT_VERBS.indexOf(line.text()[line.start(afterNext)]) >= 0
            && !isTerm(afterNext);
    return absent || undone ? line.end(afterNext) : NONE;
  }

  private boolean isTerm(int token) {
    return lexicon.koreanAt(line.text(), line.start(token), line.length(), true, scratch);
  }

  private boolean isParticleOrNothing(int from, int end) {
    return from == end || (end - from == 1 && PARTICLES.indexOf(line.text()[from]) >= 0);
  }

  /** 좋지않다, 하지 마, 재미없다, 사기는아니다: from the stem's end. */
  private boolean isWithin(int from, int end) {
    char[] text = line.text();
    for (int i = from; i < end; i++) {
      if (text[i] == '없' || (JI.indexOf(text[i]) >= 0 && negatesJi(i + 1, end))) {
        return true;
      }
    }
    boolean particle = from < end && PARTICLES_BEFORE_COPULA.indexOf(text[from]) >= 0;
    return isCopula(COPULAS, from, end) || (particle && isCopula(COPULAS, from + 1, end));
  }

  private boolean negatesJi(int at, int end) {
    boolean particle = at < end && PARTICLES_AFTER_JI.indexOf(line.text()[at]) >= 0;
    return followsJi(AFTER_JI_WITHIN, at, end)
        || (particle && followsJi(AFTER_JI_WITHIN, at + 1, end));
  }

  /** 하지 마 refuses, 하지마는 is "but". */
  private boolean followsJi(Trie negations, int at, int end) {
    int length = negations.lengthAt(line.text(), at, end);
    boolean but = length == 1 && line.text()[at] == '마' && isChar(at + 1, end, '는');
    return length > 0 && !but;
  }

  private boolean isAbsence(int token) {
    // A bare 아니 is "no, …", and 아니면 is "or".
    boolean bare = line.end(token) - line.start(token) == 2 && line.endsWith(token, "아니");
    return !bare && isCopula(ABSENCES, line.start(token), line.end(token));
  }

  private boolean isCopula(Trie words, int at, int end) {
    int length = words.lengthAt(line.text(), at, end);
    boolean or = length == 2 && line.text()[at + 1] == '니' && isChar(at + 2, end, '면');
    return length > 0 && !or;
  }

  private boolean isChar(int at, int end, char c) {
    return at < end && line.text()[at] == c;
  }

  private boolean awaitsNegation(int from, int end) {
    if (from == end) {
      return false;
    }
    char[] text = line.text();
    boolean particle = end - from > 1 && PARTICLES_AFTER_JI.indexOf(text[end - 1]) >= 0;
    return JI.indexOf(text[end - 1]) >= 0 || (particle && JI.indexOf(text[end - 2]) >= 0);
  }

  /** 좋지 않아? asks for a yes. */
  private boolean asksForYes(int token, int from, int end) {
    if (!line.asks(line.sentence(token))) {
      return false;
    }
    boolean next = awaitsNegation(from, end) && line.has(token + 1, Kind.EOJEOL);
    int at = next ? line.start(token + 1) : from;
    int to = next ? line.end(token + 1) : end;
    boolean negated = false;
    for (int i = at; i < to; i++) {
      negated |= line.text()[i] == '않';
    }
    return negated && line.endsWithOneOf(at, to, "아", "아요", "나", "나요", "니", "냐", "어", "어요");
  }
}
