package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms in which a word may stand in the lexicon: itself first, then without its ending. */
final class EnglishForms {
  private static final Pattern DRAWN_OUT = Pattern.compile("(.)\\1{2,}");
  private static final Pattern DRAWN_OUT_END = Pattern.compile("(.)\\1{2,}$");
  private static final int SHORTEST_STEM = 3;

  private EnglishForms() {}

  /** The forms of a word; none of one longer than {@code longest} that is not drawn out. */
  static Stream<String> of(String word, int longest) {
    if (!DRAWN_OUT.matcher(word).find()) {
      return plain(word, longest);
    }
    // goood is good, sooo is so, goooddd is good.
    return Stream.of(
            DRAWN_OUT.matcher(word).replaceAll("$1$1"),
            DRAWN_OUT.matcher(word).replaceAll("$1"),
            DRAWN_OUT.matcher(DRAWN_OUT_END.matcher(word).replaceAll("$1")).replaceAll("$1$1"))
        .flatMap(form -> plain(form, longest));
  }

  private static Stream<String> plain(String word, int longest) {
    if (word.length() > longest) {
      return Stream.empty();
    }
    List<String> forms = new ArrayList<>();
    forms.add(word);
    cut(word, "'s", "", forms);
    cut(word, "ies", "y", forms);
    cut(word, "ied", "y", forms);
    cut(word, "ily", "y", forms);
    cut(word, "ier", "y", forms);
    cut(word, "iest", "y", forms);
    for (String ending : List.of("ing", "ed", "er", "est")) {
      cut(word, ending, "", forms);
      cut(word, ending, "e", forms);
      cutDoubled(word, ending, forms);
    }
    for (String ending : List.of("s", "es", "ly", "in")) {
      cut(word, ending, "", forms);
    }
    return forms.stream();
  }

  private static void cut(String word, String ending, String instead, List<String> forms) {
    int stem = word.length() - ending.length();
    if (stem >= SHORTEST_STEM && word.endsWith(ending)) {
      forms.add(word.substring(0, stem) + instead);
    }
  }

  /** dumped is dump, but winning is win. */
  private static void cutDoubled(String word, String ending, List<String> forms) {
    int stem = word.length() - ending.length();
    if (stem > SHORTEST_STEM
        && word.endsWith(ending)
        && word.charAt(stem - 1) == word.charAt(stem - 2)) {
      forms.add(word.substring(0, stem - 1));
    }
  }
}
