package tickertalk.contract;

import java.util.Locale;

/** What a text's sentiment comes to. */
public enum Label {
  POSITIVE("😊"),
  NEUTRAL("😐"),
  NEGATIVE("😞");

  private final String emoji;

  Label(String emoji) {
    this.emoji = emoji;
  }

  /** The spelling on the wire: {@code positive}, {@code neutral}, {@code negative}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Label of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  public String emoji() {
    return emoji;
  }
}
