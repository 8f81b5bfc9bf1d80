package tickertalk.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Knows an emoji by Unicode's data: the sequences recommended for general interchange (RGI_Emoji,
 * UTS #51), which {@code emoji.txt} holds. The JDK's own properties come with version 21 only.
 */
final class Emojis {
  /** Asks for the coloured form; many keyboards leave it out. */
  private static final String VARIATION_SELECTOR = "\uFE0F";

  private static final Map<String, String> BY_PLAIN_FORM = read();

  private Emojis() {}

  /** The recommended spelling of this emoji, so that one emoji is one text; empty if it is none. */
  static Optional<String> of(String text) {
    return Optional.ofNullable(BY_PLAIN_FORM.get(plain(text)));
  }

  /** Every emoji, in its recommended spelling. */
  static Collection<String> all() {
    return BY_PLAIN_FORM.values();
  }

  private static String plain(String emoji) {
    return emoji.replace(VARIATION_SELECTOR, "");
  }

  private static Map<String, String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Emojis.class.getResourceAsStream("emoji.txt")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("# "))
          .collect(Collectors.toUnmodifiableMap(Emojis::plain, emoji -> emoji));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
