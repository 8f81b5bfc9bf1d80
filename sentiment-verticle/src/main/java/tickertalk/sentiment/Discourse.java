package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tickertalk.sentiment.Token.Kind;

/** What a sentence does with its words: a question claims nothing, "but" makes light of before. */
final class Discourse {
  private static final double BEFORE_CONTRAST = 0.5;
  private static final double AFTER_CONTRAST = 1.3;

  private static final Set<String> OPENERS =
      Set.of(
          "is", "are", "am", "was", "were", "do", "does", "did", "will", "would", "can", "could",
          "should", "has", "have", "had", "what", "whats", "what's", "when", "where", "which",
          "any", "anyone", "anybody", "how", "who", "who's");
  private static final Pattern KOREAN_OPENER =
      Pattern.compile("^(?:언제|얼마|어디|누가|누구|무엇|몇|어느|어떤|어떻|혹시)");
  private static final Pattern KOREAN_CLOSER =
      Pattern.compile("(?:나|나요|가|가요|니|냐|은지|는지|까|까요|려나|을지)$");
  private static final String WHY = "왜";

  private final Line line;
  private final boolean[] asked;

  private Discourse(Line line) {
    this.line = line;
    this.asked = new boolean[line.size() + 1];
    int begin = 0;
    for (int i = 0; i < line.size(); i++) {
      if (i + 1 == line.size() || line.token(i).is(Kind.STOP)) {
        asked[line.sentence(begin)] = isQuestion(begin, i + 1);
        begin = i + 1;
      }
    }
  }

  static List<Hit> weigh(Line line, List<Hit> hits) {
    Discourse discourse = new Discourse(line);
    List<Hit> claims = hits.stream().filter(hit -> !discourse.isOnlyAsked(hit)).toList();
    return discourse.contrasted(claims);
  }

  private boolean isOnlyAsked(Hit hit) {
    return asked[line.sentence(hit.token())] && !line.token(hit.token()).is(Kind.SYMBOL);
  }

  private boolean isQuestion(int begin, int end) {
    boolean marked = line.asks(line.sentence(begin));
    boolean opened = false;
    String lastEojeol = "";
    boolean first = true;
    for (int i = begin; i < end; i++) {
      Token token = line.token(i);
      if (token.is(Kind.WORD)) {
        opened |= first && OPENERS.contains(token.text());
        first = false;
      } else if (token.is(Kind.EOJEOL)) {
        if (token.text().startsWith(WHY)) {
          return false; // 왜 안 오르나요? complains
        }
        opened |= KOREAN_OPENER.matcher(token.text()).find();
        lastEojeol = token.text();
        first = false;
      }
    }
    return asksUnmarked(lastEojeol)
        || (marked && (opened || KOREAN_CLOSER.matcher(lastEojeol).find()));
  }

  /** 오를까, 오릅니까, 좋은가요: the ending alone asks. But 좋으니까 gives a reason. */
  private static boolean asksUnmarked(String eojeol) {
    String ending = eojeol.endsWith("요") ? eojeol.substring(0, eojeol.length() - 1) : eojeol;
    int length = ending.length();
    if (length < 2) {
      return false;
    }
    int finalBefore = Hangul.finalOf(ending.charAt(length - 2));
    boolean asksIf = ending.endsWith("까") && finalBefore == Hangul.RIEUL;
    boolean asksFormally =
        ending.endsWith("니까")
            && length > 2
            && Hangul.finalOf(ending.charAt(length - 3)) == Hangul.BIEUP;
    boolean asksPolitely =
        (eojeol.endsWith("가요") && finalBefore == Hangul.NIEUN) || eojeol.endsWith("나요");
    return asksIf || asksFormally || asksPolitely;
  }

  /** In each sentence, the last contrast with terms after it parts them. */
  private List<Hit> contrasted(List<Hit> hits) {
    List<Hit> weighed = new ArrayList<>(hits.size());
    int at = 0;
    while (at < hits.size()) {
      int end = at;
      int sentence = line.sentence(hits.get(at).token());
      while (end < hits.size() && line.sentence(hits.get(end).token()) == sentence) {
        end++;
      }
      weigh(hits.subList(at, end), weighed);
      at = end;
    }
    return weighed;
  }

  private void weigh(List<Hit> sentence, List<Hit> weighed) {
    int contrast = contrastBefore(sentence.get(sentence.size() - 1).token());
    boolean opensTheSentence =
        contrast >= 0 && isFirst(contrast) && sentence.get(0).token() > contrast;
    if (opensTheSentence) {
      lower(weighed, line.sentence(contrast) - 1);
    }
    boolean parts = opensTheSentence ? !weighed.isEmpty() : sentence.get(0).token() <= contrast;
    for (Hit hit : sentence) {
      double factor = hit.token() <= contrast ? BEFORE_CONTRAST : AFTER_CONTRAST;
      weighed.add(parts ? hit.times(factor) : hit);
    }
  }

  /** The last contrast of the sentence before this token; -1 for none. */
  private int contrastBefore(int token) {
    int at = token - 1;
    while (at >= 0 && line.sentence(at) == line.sentence(token)) {
      if (Contrast.is(line.token(at))) {
        return at;
      }
      at--;
    }
    return -1;
  }

  private boolean isFirst(int token) {
    return token == 0 || line.sentence(token - 1) != line.sentence(token);
  }

  private void lower(List<Hit> weighed, int sentence) {
    for (int i = weighed.size() - 1;
        i >= 0 && line.sentence(weighed.get(i).token()) == sentence;
        i--) {
      weighed.set(i, weighed.get(i).times(BEFORE_CONTRAST));
    }
  }
}
