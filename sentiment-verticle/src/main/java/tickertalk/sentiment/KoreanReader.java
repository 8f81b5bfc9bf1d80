package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tickertalk.sentiment.Lexicon.Match;
import tickertalk.sentiment.Token.Kind;

/**
 * Finds the Korean terms of a line. A negation stands before (안 좋다, 못믿겠다) or after (좋지 않다, 사기는 아니다,
 * 재미가 없다), with or without a space.
 */
final class KoreanReader {
  private static final Set<String> NEGATORS_BEFORE = Set.of("안", "못", "않");

  /** 좋지않다, 하지 마: from the stem's end. */
  private static final Pattern NEGATED_WITHIN =
      Pattern.compile("[지진질][는도가를]?(?:않|못|말|마(?!는)|안|모르|몰)|없|^[이가은는도]?(?:아니(?!면)|아닌|아님|아냐)");

  private static final Pattern AWAITS_NEGATION = Pattern.compile("[지진질][는도가를]?$");
  private static final Pattern NEGATION_AFTER_JI =
      Pattern.compile("^(?:않|못|말|마(?!는)|안[아네은고습나]|모르|몰)");
  private static final Pattern ABSENCE = Pattern.compile("^(?:없|아니[^면]|아닌|아님|아냐|아녜)");

  /** What may stand between: 좋은 게 없다, 믿을 수가 없다, 재미 하나도 없다. */
  private static final Set<String> BETWEEN =
      Set.of(
          "게", "것", "것이", "것도", "거", "건", "것은", "수", "수가", "수는", "리", "리가", "점이", "점", "적이", "적",
          "데가", "줄", "하나도", "전혀", "1도", "별로", "일", "일이", "곳이");

  /** 기대 안 한다, 손해는 안 봤다: a noun before a verb that only makes it one. */
  private static final Pattern PARTICLE_OR_NOTHING = Pattern.compile("^[은는도을를이가]?$");

  private static final Pattern LIGHT_VERB =
      Pattern.compile("^(?:하|한|할|함|합|해|했|보|봤|봐|본|되|돼|됐|된|될|됨|됩|당)");

  /** 좋지 않아? asks for a yes. */
  private static final Pattern ASKS_FOR_YES = Pattern.compile("(?:아|아요|나|나요|니|냐|어|어요)$");

  private static final String HARDLY = "별로";
  private static final int HARDLY_REACH = 3;

  private final Lexicon lexicon;
  private final Line line;
  private final String text;
  private final List<Hit> hits = new ArrayList<>();

  private double boost = 1;
  private int claimedUntil;

  private KoreanReader(Lexicon lexicon, Line line) {
    this.lexicon = lexicon;
    this.line = line;
    this.text = line.folded();
  }

  static List<Hit> hits(Lexicon lexicon, Line line) {
    KoreanReader reader = new KoreanReader(lexicon, line);
    for (int i = 0; i < line.size(); i++) {
      if (line.token(i).is(Kind.EOJEOL)) {
        reader.readEojeol(i);
      } else {
        reader.boost = 1;
      }
    }
    return reader.withoutHardly();
  }

  private void readEojeol(int index) {
    Token eojeol = line.token(index);
    if (NEGATORS_BEFORE.contains(eojeol.text()) && lexiconAt(eojeol.start(), true).isEmpty()) {
      return;
    }
    int at = Math.max(eojeol.start(), claimedUntil);
    boolean begins = at == eojeol.start();
    boolean boosted = begins;
    while (at < eojeol.end()) {
      Optional<Match> match = lexiconAt(at, begins);
      boolean prefixed = match.isEmpty() && isNegator(text.charAt(at));
      if (prefixed) {
        match = lexiconAt(at + 1, begins).filter(m -> !m.booster() && m.weight() != 0);
      }
      if (match.isEmpty()) {
        at++;
        begins = false;
        boosted = false;
      } else if (match.get().booster()) {
        boost *= match.get().weight();
        at += match.get().length();
      } else {
        at = take(index, at, at + (prefixed ? 1 : 0) + match.get().length(), match.get(), prefixed);
        begins = false;
        boosted = false;
      }
    }
    if (!boosted) {
      boost = 1;
    }
  }

  private Optional<Match> lexiconAt(int at, boolean begins) {
    return at < text.length() ? lexicon.koreanAt(text, at, begins) : Optional.empty();
  }

  private static boolean isNegator(char c) {
    return c == '안' || c == '못';
  }

  /** Takes a term in, with the endings up to the next term; gives where to read on. */
  private int take(int index, int start, int termEnd, Match match, boolean prefixed) {
    int last = index;
    while (line.token(last).end() < termEnd) {
      last++;
    }
    if (match.weight() == 0) {
      boost = 1;
      claimedUntil = Math.max(claimedUntil, termEnd);
      return termEnd;
    }
    int end = endOfEndings(termEnd, line.token(last).end());
    Hit hit = Hit.of(index, start, end, match.weight()).times(boost);
    boost = 1;
    Optional<Integer> before = prefixed ? Optional.of(start) : negatorBefore(index, start);
    Optional<Integer> after = negatedUntil(text.substring(termEnd, end), last, end);
    if (before.isPresent() != after.isPresent()) {
      hit = hit.negated();
    }
    hit = hit.from(before.orElse(start)).upTo(after.orElse(end));
    claimedUntil = hit.end();
    hits.add(hit);
    return hit.end();
  }

  /** Endings last until another term that may stand anywhere, or the end of the eojeol. */
  private int endOfEndings(int from, int eojeolEnd) {
    int end = from;
    while (end < eojeolEnd
        && lexicon.koreanAt(text, end, false).filter(m -> m.weight() != 0).isEmpty()) {
      end++;
    }
    return end;
  }

  /** Where the 안 or 못 in the eojeol before begins, if this one begins with the term. */
  private Optional<Integer> negatorBefore(int index, int start) {
    if (start != line.token(index).start() || !line.has(index - 1, Kind.EOJEOL)) {
      return Optional.empty();
    }
    Token before = line.token(index - 1);
    return NEGATORS_BEFORE.contains(before.text()) && before.start() >= claimedUntil
        ? Optional.of(before.start())
        : Optional.empty();
  }

  /** Where a negation ends that follows the term, whose endings are given. */
  private Optional<Integer> negatedUntil(String endings, int index, int end) {
    if (asksForYes(index, endings)) {
      return Optional.empty();
    }
    if (NEGATED_WITHIN.matcher(endings).find()) {
      return Optional.of(end);
    }
    if (end != line.token(index).end() || !line.has(index + 1, Kind.EOJEOL)) {
      return Optional.empty();
    }
    Token next = line.token(index + 1);
    boolean absent = ABSENCE.matcher(next.text()).find();
    boolean refused =
        AWAITS_NEGATION.matcher(endings).find() && NEGATION_AFTER_JI.matcher(next.text()).find();
    if (absent || (refused && lexiconAt(next.start(), true).isEmpty())) {
      return Optional.of(next.end());
    }
    return line.has(index + 2, Kind.EOJEOL)
        ? negatedUntil(endings, next, line.token(index + 2))
        : Optional.empty();
  }

  /** Where a negation ends that takes two eojeols after the term's own. */
  private Optional<Integer> negatedUntil(String endings, Token next, Token afterNext) {
    boolean absent =
        BETWEEN.contains(next.text())
            && (ABSENCE.matcher(afterNext.text()).find() || isUnknown(afterNext.text()));
    boolean undone =
        NEGATORS_BEFORE.contains(next.text())
            && PARTICLE_OR_NOTHING.matcher(endings).find()
            && LIGHT_VERB.matcher(afterNext.text()).find()
            && lexiconAt(afterNext.start(), true).isEmpty();
    return absent || undone ? Optional.of(afterNext.end()) : Optional.empty();
  }

  private static boolean isUnknown(String eojeol) {
    return eojeol.startsWith("모르");
  }

  private boolean asksForYes(int index, String endings) {
    if (!line.asks(line.sentence(index))) {
      return false;
    }
    boolean next = AWAITS_NEGATION.matcher(endings).find() && line.has(index + 1, Kind.EOJEOL);
    String asked = next ? line.token(index + 1).text() : endings;
    return asked.contains("않") && ASKS_FOR_YES.matcher(asked).find();
  }

  /**
   * 별로 is bad by itself, but before another term it only says "hardly": 별로 안 좋아 is no worse than 안
   * 좋아, and 별로 좋은 turns what it stands before.
   */
  private List<Hit> withoutHardly() {
    List<Hit> kept = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      if (i + 1 < hits.size() && isHardly(hit, hits.get(i + 1))) {
        hits.set(i + 1, turnedByHardly(hits.get(i + 1)));
      } else {
        kept.add(hit);
      }
    }
    return kept;
  }

  private boolean isHardly(Hit hit, Hit next) {
    return text.substring(hit.start(), hit.end()).equals(HARDLY)
        && (next.turned() || next.weight() > 0)
        && next.token() - hit.token() <= HARDLY_REACH
        && line.sentence(next.token()) == line.sentence(hit.token());
  }

  private static Hit turnedByHardly(Hit next) {
    return next.turned() ? next : next.negated();
  }
}
