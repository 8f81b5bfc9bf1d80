package tickertalk.notifier;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tickertalk.contract.Person;

/**
 * The names that a message may call with {@code @}. A name may have spaces, so the text alone does
 * not tell where it ends: every place where it could end gives a candidate, and the longest one
 * that somebody bears is meant. The cost depends on the message, not on how many people there are.
 *
 * <p>A name ends before anything that is no letter and no digit. In Korean the particle or title is
 * written on to the name ({@code @민수야}, {@code @alice님}), so up to three Hangul syllables may stand
 * between.
 */
final class Mentions {
  /** The most people one message reaches by name. */
  static final int MAX_PEOPLE = 10;

  // Twice the people: some of the names may be nobody's.
  private static final int MAX_SIGNS = 2 * MAX_PEOPLE;
  // A name has 40 user-visible characters at most; composed ones take more than one code point.
  private static final int MAX_NAME = 80;
  private static final int MAX_PARTICLE = 3;

  // For each sign, the keys it may mean, longest first.
  private final List<List<String>> candidates;

  private Mentions(List<List<String>> candidates) {
    this.candidates = candidates;
  }

  /** What two spellings of a name have in common: Unicode form NFC, without case. */
  static String key(String name) {
    return fold(name).strip();
  }

  private static String fold(String text) {
    // One code point at a time: String.toLowerCase looks at the neighbours (Greek final sigma), so
    // the beginning of a lowered text would not be the lowered beginning.
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Whether it is worth looking. */
  static boolean mayBeIn(String text) {
    return text.indexOf('@') >= 0;
  }

  static Mentions in(String text) {
    List<List<String>> candidates = new ArrayList<>();
    if (mayBeIn(text)) {
      String folded = fold(text);
      for (int sign = folded.indexOf('@');
          sign >= 0 && candidates.size() < MAX_SIGNS;
          sign = folded.indexOf('@', sign + 1)) {
        // A letter before makes it an e-mail address.
        if (sign == 0 || !isWordPart(folded.codePointBefore(sign))) {
          candidates.add(candidatesAt(folded, sign + 1));
        }
      }
    }
    return new Mentions(candidates);
  }

  private static List<String> candidatesAt(String text, int start) {
    List<String> longestFirst = new ArrayList<>();
    int end = start;
    for (int length = 1; length <= MAX_NAME && end < text.length(); length++) {
      int last = text.codePointAt(end);
      if (last == '\n' || last == '\r') {
        break;
      }
      end += Character.charCount(last);
      if (!Character.isWhitespace(last) && nameMayEndAt(text, end)) {
        longestFirst.add(0, text.substring(start, end));
      }
    }
    return longestFirst;
  }

  private static boolean nameMayEndAt(String text, int end) {
    int position = end;
    for (int syllables = 0; syllables < MAX_PARTICLE; syllables++) {
      if (position == text.length() || !isSyllable(text.charAt(position))) {
        break;
      }
      position++;
    }
    return position == text.length() || !isWordPart(text.codePointAt(position));
  }

  private static boolean isSyllable(char c) {
    return c >= '가' && c <= '힣';
  }

  private static boolean isWordPart(int c) {
    // Single jamo after a name are laughter or tears (ㅋㅋ, ㅠㅠ), no part of it.
    boolean jamo = c >= 'ㄱ' && c <= 'ㆎ';
    return !jamo && (Character.isLetterOrDigit(c) || continuesCharacter(c));
  }

  private static boolean continuesCharacter(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      // The joiner inside a composed emoji.
      default -> c == 0x200D;
    };
  }

  /** Every key this message may mean. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    candidates.forEach(keys::addAll);
    return keys;
  }

  /**
   * The people whom the author means, in the order of the text, {@value #MAX_PEOPLE} at most.
   *
   * @param bearers who bears the names, by key
   */
  List<Person> by(Person author, Map<String, List<Person>> bearers) {
    return candidates.stream()
        .flatMap(names -> names.stream().filter(bearers::containsKey).limit(1))
        .flatMap(name -> bearers.get(name).stream())
        .filter(person -> !person.id().equals(author.id()))
        .distinct()
        .limit(MAX_PEOPLE)
        .toList();
  }
}
