package tickertalk.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that carry a mood, and how much of it, as they stand in {@code lexicon.txt}. */
final class Lexicon {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final int LONGEST_WORD = 32;

  /**
   * What was found at a place.
   *
   * @param length in words of an English phrase, in chars of a Korean stem
   * @param weight of a booster: its factor
   */
  record Match(int length, double weight, boolean booster) {}

  private final Terms english = new Terms();
  private final Terms englishBoosters = new Terms();
  private final Terms koreanStems = new Terms();
  private final Terms koreanAnywhere = new Terms();
  private final Terms koreanBoosters = new Terms();
  private final Terms symbols = new Terms();
  private final Map<String, Integer> wordsInPhrasesFrom = new HashMap<>();

  /** Weights by term. */
  private static final class Terms {
    private final Map<String, Double> weights = new HashMap<>();
    private int longest;

    void put(String term, double weight) {
      if (weights.put(term, weight) != null) {
        throw new IllegalArgumentException("lexicon: twice there: " + term);
      }
      longest = Math.max(longest, term.length());
    }

    Optional<Double> weight(String term) {
      return Optional.ofNullable(weights.get(term));
    }

    /** The length of the longest term at this place of the text; 0 for none. */
    int lengthAt(String text, int at) {
      for (int n = Math.min(longest, text.length() - at); n > 0; n--) {
        if (weights.containsKey(text.substring(at, at + n))) {
          return n;
        }
      }
      return 0;
    }
  }

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
    String section = "";
    for (String line : (Iterable<String>) lines::iterator) {
      if (line.startsWith("[")) {
        section = line.trim();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lexicon.add(section, line);
      }
    }
    return lexicon;
  }

  private void add(String section, String line) {
    String[] parts = SPACES.split(line.trim(), 0);
    double weight = Double.parseDouble(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      String term = FoldedText.of(parts[i]).folded();
      switch (section) {
        case "[english]" -> addPhrase(english, term, weight);
        case "[english boosters]" -> addPhrase(englishBoosters, term, weight);
        case "[korean]" -> spacings(term).forEach(t -> koreanStems.put(t, weight));
        case "[korean anywhere]" -> spacings(term).forEach(t -> koreanAnywhere.put(t, weight));
        case "[korean boosters]" -> koreanBoosters.put(term, weight);
        case "[symbols]" -> symbols.put(term, weight);
        default -> throw new IllegalArgumentException("lexicon: no section for: " + line);
      }
    }
  }

  private void addPhrase(Terms terms, String term, double weight) {
    String[] words = term.split("_", -1);
    terms.put(String.join(" ", words), weight);
    wordsInPhrasesFrom.merge(words[0], words.length, Math::max);
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

  /** The longest phrase, or else the word in any of its forms, that begins at this token. */
  Optional<Match> englishAt(List<Token> tokens, int at) {
    int words = 1;
    int most = wordsInPhrasesFrom.getOrDefault(tokens.get(at).text(), 1);
    while (words < most
        && at + words < tokens.size()
        && tokens.get(at + words).is(Token.Kind.WORD)
        && tokens.get(at + words).text().length() <= LONGEST_WORD) {
      words++;
    }
    for (int n = words; n > 1; n--) {
      Optional<Match> phrase = english(phrase(tokens, at, n), n);
      if (phrase.isPresent()) {
        return phrase;
      }
    }
    return EnglishForms.of(tokens.get(at).text(), LONGEST_WORD)
        .map(form -> english(form, 1))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String phrase(List<Token> tokens, int at, int words) {
    return String.join(" ", tokens.subList(at, at + words).stream().map(Token::text).toList());
  }

  private Optional<Match> english(String term, int words) {
    return english
        .weight(term)
        .map(weight -> new Match(words, weight, false))
        .or(() -> englishBoosters.weight(term).map(factor -> new Match(words, factor, true)));
  }

  /**
   * The longest Korean term at this place.
   *
   * @param begins whether a word may begin here, so that stems and boosters count
   */
  Optional<Match> koreanAt(String text, int at, boolean begins) {
    int anywhere = koreanAnywhere.lengthAt(text, at);
    int stem = begins ? koreanStems.lengthAt(text, at) : 0;
    int booster = begins ? koreanBoosters.lengthAt(text, at) : 0;
    if (booster > Math.max(stem, anywhere)) {
      return Optional.of(match(koreanBoosters, text, at, booster, true));
    }
    if (Math.max(stem, anywhere) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        stem >= anywhere
            ? match(koreanStems, text, at, stem, false)
            : match(koreanAnywhere, text, at, anywhere, false));
  }

  private static Match match(Terms terms, String text, int at, int length, boolean booster) {
    return new Match(length, terms.weight(text.substring(at, at + length)).orElseThrow(), booster);
  }

  /** The longest symbol at this place. One that begins or ends with a letter stands apart. */
  Optional<String> symbolAt(String text, int at) {
    int length = symbols.lengthAt(text, at);
    if (length == 0 || isGlued(text, at, at - 1) || isGlued(text, at + length - 1, at + length)) {
      return Optional.empty();
    }
    return Optional.of(text.substring(at, at + length));
  }

  private static boolean isGlued(String text, int inside, int outside) {
    return outside >= 0
        && outside < text.length()
        && isLatinOrDigit(text.charAt(inside))
        && isLatinOrDigit(text.charAt(outside));
  }

  private static boolean isLatinOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** The weight of a symbol that {@link #symbolAt} found. */
  double symbol(String symbol) {
    return symbols.weight(symbol).orElseThrow();
  }
}
