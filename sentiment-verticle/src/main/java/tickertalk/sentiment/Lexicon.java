package tickertalk.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tickertalk.contract.RoomWord;

/** The words that carry a mood, and how much of it, as they stand in {@code lexicon.txt}. */
final class Lexicon {
  /** No words at all. */
  static final Lexicon EMPTY = new Lexicon();

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Up to so many, each gap may be there or not; each more would double the spellings. */
  private static final int MOST_FREE_GAPS = 4;

  private final Trie english = new Trie();
  private final Trie englishBoosters = new Trie();
  private final Trie koreanStems = new Trie();
  private final Trie koreanAnywhere = new Trie();
  private final Trie koreanBoosters = new Trie();
  private final Trie symbols = new Trie();

  /** The lexicon that comes with the service. */
  static Lexicon bundled() {
    try (var in = Lexicon.class.getResourceAsStream("lexicon.txt");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(reader.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a lexicon; the format is told at the top of the bundled one.
   *
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  static Lexicon parse(Stream<String> lines) {
    Lexicon lexicon = new Lexicon();
    FoldedText text = new FoldedText();
    String section = "";
    for (String line : (Iterable<String>) lines::iterator) {
      if (line.startsWith("[")) {
        section = line.trim();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lexicon.add(section, line, text);
      }
    }
    return lexicon;
  }

  /** The lexicon of one room, whose words do not depend on each other's order. */
  static Lexicon of(List<RoomWord> words) {
    Lexicon lexicon = new Lexicon();
    for (RoomWord word : words) {
      lexicon.teach(folded(word.word()), (float) word.weight());
    }
    return words.isEmpty() ? EMPTY : lexicon;
  }

  /** A term as it is looked for: in one case and width, its words one space apart. */
  static String folded(String term) {
    FoldedText text = new FoldedText();
    text.fold(term);
    return SPACES.matcher(text.toString().trim()).replaceAll(" ");
  }

  /**
   * English stands by itself; Korean also in the middle of an eojeol, but one syllable, which is in
   * many words, only where one begins. Anything else is found as it is written.
   */
  private void teach(String term, float weight) {
    if (term.chars().allMatch(c -> c == ' ' || Hangul.isSyllable((char) c))) {
      Trie terms = term.length() == 1 ? koreanStems : koreanAnywhere;
      spellings(term).forEach(t -> terms.put(t, weight));
    } else if (term.chars().allMatch(Lexicon::isInEnglish) && term.charAt(0) != '\'') {
      english.put(term, weight);
    } else {
      symbols.put(term, weight);
    }
  }

  /** Of a phrase with many gaps only the one with all of them, and the one with none. */
  private static List<String> spellings(String term) {
    return term.chars().filter(c -> c == ' ').count() > MOST_FREE_GAPS
        ? List.of(term, term.replace(" ", ""))
        : spacings(term.replace(' ', '_'));
  }

  private static boolean isInEnglish(int c) {
    return c == ' ' || c == '\'' || Tokenizer.isWordChar((char) c);
  }

  boolean isEmpty() {
    return this == EMPTY;
  }

  private void add(String section, String line, FoldedText text) {
    String[] parts = SPACES.split(line.trim(), 0);
    float weight = Float.parseFloat(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      text.fold(parts[i]);
      String term = text.toString();
      switch (section) {
        case "[english]" -> put(english, term.replace('_', ' '), weight);
        case "[english boosters]" -> put(englishBoosters, term.replace('_', ' '), weight);
        case "[korean]" -> spacings(term).forEach(t -> put(koreanStems, t, weight));
        case "[korean anywhere]" -> spacings(term).forEach(t -> put(koreanAnywhere, t, weight));
        case "[korean boosters]" -> put(koreanBoosters, term, weight);
        case "[symbols]" -> put(symbols, term, weight);
        default -> throw new IllegalArgumentException("lexicon: no section for: " + line);
      }
    }
  }

  private static void put(Trie terms, String term, float weight) {
    if (!terms.put(term, weight)) {
      throw new IllegalArgumentException("lexicon: twice there: " + term);
    }
  }

  private static List<String> spacings(String term) {
    int gap = term.indexOf('_');
    if (gap < 0) {
      return List.of(term);
    }
    List<String> all = new ArrayList<>();
    for (String rest : spacings(term.substring(gap + 1))) {
      all.add(term.substring(0, gap) + rest);
      all.add(term.substring(0, gap) + " " + rest);
    }
    return all;
  }

  /** English words and phrases; their words stand one space apart. */
  Trie english() {
    return english;
  }

  Trie englishBoosters() {
    return englishBoosters;
  }

  /**
   * Finds the longest Korean term at this place.
   *
   * @param begins whether a word may begin here, so that stems and boosters count
   */
  boolean koreanAt(char[] text, int at, int limit, boolean begins, Match found) {
    int anywhere = koreanAnywhere.lengthAt(text, at, limit);
    int stem = begins ? koreanStems.lengthAt(text, at, limit) : 0;
    int booster = begins ? koreanBoosters.lengthAt(text, at, limit) : 0;
    if (booster > Math.max(stem, anywhere)) {
      found.is(booster, koreanBoosters.valueAt(text, at, booster), true);
    } else if (stem >= anywhere && stem > 0) {
      found.is(stem, koreanStems.valueAt(text, at, stem), false);
    } else if (anywhere > 0) {
      found.is(anywhere, koreanAnywhere.valueAt(text, at, anywhere), false);
    } else {
      return false;
    }
    return true;
  }

  /**
   * The length of the longest symbol at this place; 0 for none. One that begins or ends with a
   * letter stands apart.
   */
  int symbolAt(char[] text, int at, int limit) {
    int length = symbols.lengthAt(text, at, limit);
    boolean glued =
        length > 0
            && (isGlued(text, at, at - 1, limit)
                || isGlued(text, at + length - 1, at + length, limit));
    return glued ? 0 : length;
  }

  private static boolean isGlued(char[] text, int inside, int outside, int limit) {
    return outside >= 0
        && outside < limit
        && isLatinOrDigit(text[inside])
        && isLatinOrDigit(text[outside]);
  }

  private static boolean isLatinOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** The weight of a symbol that {@link #symbolAt} found. */
  float symbol(char[] text, int at, int length) {
    return symbols.valueAt(text, at, length);
  }
}
