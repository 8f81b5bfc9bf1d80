package tickertalk.sentiment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tickertalk.contract.Label;

/**
 * What a text feels like, and which of its words say so.
 *
 * @param score -1 to 1
 * @param words in the order of the text, none over another; their weights sum to the score
 */
record Reading(Label label, double score, List<Word> words) {
  /** A score this near to 0 is neutral: less than the weakest word of the lexicon has. */
  private static final double NEUTRAL_BAND = 0.1;

  private static final double MILLIONTHS = 1e6;

  /**
   * A part of the text that moved the score.
   *
   * @param text the part as it was written, from {@code start} to {@code end} of the whole
   * @param weight its share of the score
   */
  record Word(String text, int start, int end, double weight) {
    Word {
      Objects.requireNonNull(text);
    }

    Word weighing(double newWeight) {
      return new Word(text, start, end, newWeight);
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("text", text)
          .put("start", start)
          .put("end", end)
          .put("weight", weight);
    }
  }

  Reading {
    Objects.requireNonNull(label);
    words = List.copyOf(words);
  }

  /**
   * The reading that these words make: their sum, and where it leaves -1 to 1, that bound, shared
   * out among them in proportion. Weights are whole millionths, so that they sum to the score to
   * the last digit.
   */
  static Reading of(List<Word> words) {
    double sum = words.stream().mapToDouble(Word::weight).sum();
    double scale = MILLIONTHS / Math.max(1, Math.abs(sum));
    List<Word> shares = new ArrayList<>(words.size());
    double soFar = 0;
    long told = 0;
    for (Word word : words) {
      soFar += word.weight;
      long share = Math.round(soFar * scale) - told;
      told += share;
      shares.add(word.weighing(share / MILLIONTHS));
    }
    double score = told / MILLIONTHS;
    return new Reading(labelOf(score), score, shares);
  }

  /**
   * The reading that has this score, and in proportion to their weights shared out among these
   * words. Words whose weights do not sum to the score's side share the difference alike.
   */
  static Reading of(Score score, List<Word> words) {
    if (words.isEmpty()) {
      return new Reading(score.label(), 0, words);
    }
    double sum = 0;
    double most = 0;
    for (int i = 0; i < words.size(); i++) {
      sum += words.get(i).weight;
      most = Math.max(most, Math.abs(words.get(i).weight));
    }
    double scale =
        Math.min(1 / Math.max(1, most), Math.abs(score.value() / Math.max(1e-9, Math.abs(sum))));
    double rest = (score.value() - sum * scale) / words.size();
    List<Word> shares = new ArrayList<>(words.size());
    long whole = Math.round(score.value() * MILLIONTHS);
    double soFar = 0;
    long told = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      soFar += word.weight * scale + rest;
      long upToHere = i + 1 == words.size() ? whole : Math.round(soFar * MILLIONTHS);
      shares.add(word.weighing((upToHere - told) / MILLIONTHS));
      told = upToHere;
    }
    return new Reading(score.label(), told / MILLIONTHS, shares);
  }

  private static Label labelOf(double score) {
    if (Math.abs(score) < NEUTRAL_BAND) {
      return Label.NEUTRAL;
    }
    return score > 0 ? Label.POSITIVE : Label.NEGATIVE;
  }

  JsonObject toJson() {
    JsonArray array = new JsonArray();
    words.forEach(word -> array.add(word.toJson()));
    return new JsonObject()
        .put("label", label.wireName())
        .put("score", score)
        .put("emoji", label.emoji())
        .put("words", array);
  }
}
