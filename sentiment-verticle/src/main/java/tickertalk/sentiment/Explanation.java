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

  private static final double NOT_TAUGHT = Double.NaN;

  private double[] perChar = new double[256];
  private int[] wordOfChar = new int[256];

  /** Of each word: its part of the score, and what the room has it weigh. */
  private double[] weights = new double[256];

  private double[] taught = new double[256];
  private int words;

  /** Of the words told last, each as {@link #taught}. */
  private double[] taughtOfTold = new double[16];

  Reading explain(String text, Score score, Evidence evidence, Model model) {
    FoldedText folded = evidence.lexicon().text();
    makeRoom(folded.length());
    findWords(folded, evidence.lexicon().hits());
    if (evidence.isThere()) {
      weighChars(folded, evidence, model.balance(evidence.features().isKorean()), model);
    }
    weighWords(folded.length());
    return Reading.of(score, told(text, folded, evidence.isThere()));
  }

  /** The reading that was explained last, the room's own words weighing what they do there. */
  Reading withTaught(Reading reading) {
    List<Reading.Word> shares = new ArrayList<>(reading.words());
    for (int i = 0; i < shares.size(); i++) {
      if (isTaught(taughtOfTold[i])) {
        shares.set(i, shares.get(i).weighing(Math.max(-1, Math.min(1, taughtOfTold[i]))));
      }
    }
    return Reading.of(shares);
  }

  private static boolean isTaught(double weight) {
    return !Double.isNaN(weight);
  }

  private void makeRoom(int length) {
    if (length > perChar.length) {
      perChar = new double[length + length / 2];
      wordOfChar = new int[perChar.length];
      weights = new double[perChar.length];
      taught = new double[perChar.length];
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
        taught[words] = hits.taught(hit) ? hits.weight(hit) : NOT_TAUGHT;
      } else {
        taught[words] = NOT_TAUGHT;
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
      if (!hits.taught(i)) {
        perChar[hits.start(i)] += ofTerms * hits.weight(i) * evidence.lexiconScale();
      }
    }
  }

  private void weighWords(int length) {
    Arrays.fill(weights, 0, words, 0);
    for (int i = 0; i < length; i++) {
      if (wordOfChar[i] != NO_WORD) {
        weights[wordOfChar[i]] += perChar[i];
      }
    }
  }

  /** The words that count: the room's own all do, the others if there is anything to go by. */
  private List<Reading.Word> told(String text, FoldedText folded, boolean anything) {
    double least = anything ? heaviest() * WORTH_TELLING : Double.POSITIVE_INFINITY;
    Graphemes graphemes = new Graphemes(text);
    List<Reading.Word> told = new ArrayList<>();
    int at = 0;
    while (at < folded.length()) {
      int end = at + 1;
      int word = wordOfChar[at];
      while (end < folded.length() && wordOfChar[end] == word) {
        end++;
      }
      if (word != NO_WORD && (Math.abs(weights[word]) >= least || isTaught(taught[word]))) {
        tell(told, text, graphemes, folded.start(at), folded.end(end - 1), word);
      }
      at = end;
    }
    return told;
  }

  private double heaviest() {
    double most = 0;
    for (int i = 0; i < words; i++) {
      most = Math.max(most, Math.abs(weights[i]));
    }
    return most;
  }

  private void tell(
      List<Reading.Word> told,
      String text,
      Graphemes graphemes,
      int foldedStart,
      int foldedEnd,
      int word) {
    int start = graphemes.startAt(foldedStart);
    int end = graphemes.endAt(foldedEnd);
    double sum = weights[word];
    double own = taught[word];
    if (!told.isEmpty() && told.get(told.size() - 1).end() > start) {
      Reading.Word before = told.remove(told.size() - 1);
      start = before.start();
      end = Math.max(end, before.end());
      sum += before.weight();
      own = both(own, taughtOfTold[told.size()]);
    }
    if (told.size() == taughtOfTold.length) {
      taughtOfTold = Arrays.copyOf(taughtOfTold, told.size() * 2);
    }
    taughtOfTold[told.size()] = own;
    told.add(new Reading.Word(text.substring(start, end), start, end, sum));
  }

  /** What two words that share a character weigh together. */
  private static double both(double own, double before) {
    if (!isTaught(own)) {
      return before;
    }
    return isTaught(before) ? own + before : own;
  }
}
