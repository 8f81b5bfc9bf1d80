package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shares a score out among the words of its text. Each n-gram's weight falls on the chars it
 * covers, each term of the lexicon on its own, negation and all; what belongs to no word falls on
 * all alike. The logit is a sum of these, and the score a fixed part of the logit, so that the
 * words sum to the score.
 */
final class Explanation {
  /** A word with less than this part of the heaviest one's weight is not told. */
  private static final double WORTH_TELLING = 0.15;

  private static final int NO_WORD = -1;

  private double[] perChar = new double[256];
  private int[] wordOfChar = new int[256];
  private int words;

  Reading explain(String text, Score score, Evidence evidence, Model model) {
    FoldedText folded = evidence.lexicon().text();
    makeRoom(folded.length());
    findWords(folded, evidence.lexicon().hits());
    if (words == 0 || !evidence.isThere()) {
      return new Reading(score.label(), 0, List.of());
    }
    weighChars(folded, evidence, model.balance(evidence.features().isKorean()), model);
    double[] weights = weighWords(folded.length());
    return Reading.of(score, told(text, folded, weights));
  }

  private void makeRoom(int length) {
    if (length > perChar.length) {
      perChar = new double[length + length / 2];
      wordOfChar = new int[perChar.length];
    }
    Arrays.fill(perChar, 0, length, 0);
    Arrays.fill(wordOfChar, 0, length, NO_WORD);
  }

  /** A term of the lexicon is a word, and so is each row of letters outside of them. */
  private void findWords(FoldedText folded, Hits hits) {
    int hit = 0;
    words = 0;
    int at = 0;
    while (at < folded.length()) {
      while (hit < hits.size() && hits.start(hit) < at) {
        hit++;
      }
      int end = at;
      if (hit < hits.size() && hits.start(hit) == at) {
        end = hits.end(hit);
      } else {
        int limit = hit < hits.size() ? hits.start(hit) : folded.length();
        while (end < limit && Features.isWordChar(folded.charAt(end))) {
          end++;
        }
      }
      if (end > at) {
        Arrays.fill(wordOfChar, at, end, words++);
        at = end;
      } else {
        at++;
      }
    }
  }

  private void weighChars(FoldedText folded, Evidence evidence, Balance balance, Model model) {
    Features features = evidence.features();
    double ofGrams = balance.polarity()[1];
    for (int i = 0; i < features.count(); i++) {
      int start = features.start(i);
      int last = Math.min(features.last(i), folded.length() - 1);
      double share = ofGrams * model.share(features, i) / (last + 1 - start);
      for (int c = start; share != 0 && c <= last; c++) {
        perChar[c] += share;
      }
    }
    Hits hits = evidence.lexicon().hits();
    double ofTerms =
        balance.polarity()[2] + (evidence.polarity()[3] != 0 ? balance.polarity()[3] : 0);
    for (int i = 0; i < hits.size(); i++) {
      perChar[hits.start(i)] += ofTerms * hits.weight(i) * evidence.lexiconScale();
    }
  }

  private double[] weighWords(int length) {
    double[] weights = new double[words];
    for (int i = 0; i < length; i++) {
      if (wordOfChar[i] != NO_WORD) {
        weights[wordOfChar[i]] += perChar[i];
      }
    }
    return weights;
  }

  private List<Reading.Word> told(String text, FoldedText folded, double[] weights) {
    double most = 0;
    for (double weight : weights) {
      most = Math.max(most, Math.abs(weight));
    }
    Graphemes graphemes = new Graphemes(text);
    List<Reading.Word> told = new ArrayList<>();
    int at = 0;
    while (at < folded.length()) {
      int end = at + 1;
      int word = wordOfChar[at];
      while (end < folded.length() && wordOfChar[end] == word) {
        end++;
      }
      if (word != NO_WORD && Math.abs(weights[word]) >= most * WORTH_TELLING) {
        tell(told, text, graphemes, folded.start(at), folded.end(end - 1), weights[word]);
      }
      at = end;
    }
    return told;
  }

  private static void tell(
      List<Reading.Word> told,
      String text,
      Graphemes graphemes,
      int foldedStart,
      int foldedEnd,
      double weight) {
    int start = graphemes.startAt(foldedStart);
    int end = graphemes.endAt(foldedEnd);
    double sum = weight;
    if (!told.isEmpty() && told.get(told.size() - 1).end() > start) {
      Reading.Word before = told.remove(told.size() - 1);
      start = before.start();
      end = Math.max(end, before.end());
      sum += before.weight();
    }
    told.add(new Reading.Word(text.substring(start, end), start, end, sum));
  }
}
