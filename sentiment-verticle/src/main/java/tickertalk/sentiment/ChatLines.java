package tickertalk.sentiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tickertalk.contract.Label;

/**
 * Chat lines of our own, in patterns: no set of market chat in Korean is free to train on. A line
 * of the file is {@code name = one | another} or a label (+, - or 0) and a pattern, in which {@code
 * {name}} stands for any of these.
 */
final class ChatLines {
  private static final Pattern SLOT = Pattern.compile("\\{([^}]+)}");
  private static final int TRIES_PER_SLOT = 40;
  private static final long SEED = 20_26;

  private final Map<String, String[]> choices = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<List<Example>> examples = new ArrayList<>();

  private ChatLines() {}

  /**
   * Reads the patterns and makes lines of each, the same ones each time.
   *
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  static List<List<Example>> read(Path file) throws IOException {
    List<String> all =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("# "))
            .toList();
    ChatLines lines = new ChatLines();
    all.stream().filter(line -> !isPattern(line)).forEach(lines::name);
    all.stream().filter(ChatLines::isPattern).forEach(lines::fill);
    return lines.examples;
  }

  private static boolean isPattern(String line) {
    return line.length() > 2 && line.charAt(1) == ' ' && "+-0".indexOf(line.charAt(0)) >= 0;
  }

  private void name(String line) {
    int sign = line.indexOf(" = ");
    if (sign < 0) {
      throw new IllegalArgumentException("chat lines: neither a label nor a name: " + line);
    }
    choices.put(line.substring(0, sign), line.substring(sign + 3).split(" *\\| *", -1));
  }

  private void fill(String line) {
    Label label = labelOf(line.charAt(0));
    examples.add(
        made(line.substring(2)).stream().map(text -> Example.of(label, text, 1, 1)).toList());
  }

  /** The label of a line that begins with this sign. */
  static Label labelOf(char sign) {
    return switch (sign) {
      case '+' -> Label.POSITIVE;
      case '-' -> Label.NEGATIVE;
      default -> Label.NEUTRAL;
    };
  }

  private Set<String> made(String pattern) {
    long slots = SLOT.matcher(pattern).results().count();
    Set<String> made = new LinkedHashSet<>();
    for (long i = 0; i <= slots * TRIES_PER_SLOT; i++) {
      made.add(filled(pattern));
    }
    return made;
  }

  private String filled(String pattern) {
    Matcher slot = SLOT.matcher(pattern);
    if (!slot.find()) {
      return pattern;
    }
    String[] words = choices.get(slot.group(1));
    if (words == null) {
      throw new IllegalArgumentException("chat lines: no choices for " + slot.group());
    }
    String word = words[random.nextInt(words.length)];
    return filled(pattern.substring(0, slot.start()) + word + pattern.substring(slot.end()));
  }
}
