package tickertalk.bridge;

import io.vertx.core.json.JsonObject;
import tickertalk.contract.CommandException;
import tickertalk.contract.Fields;

/** The rule for what somebody is called. */
final class DisplayName {
  /** In user-visible characters. */
  static final int MAX = 40;

  private DisplayName() {}

  /**
   * The name in a field, without the spaces around it.
   *
   * @throws CommandException 400 or 413 that names the field
   */
  static String in(JsonObject json, String field) {
    String name = new Fields(json).text(field, MAX).strip();
    if (name.codePoints().anyMatch(DisplayName::isUnprintable)) {
      throw CommandException.badInput(field, "must not have control characters");
    }
    return name;
  }

  /** Control characters, and the marks that turn the direction of what stands around them. */
  private static boolean isUnprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !isPartOfALetter(codePoint);
      default -> false;
    };
  }

  /** The joiners, of emoji and of Persian script, and the tags that a flag is made with. */
  private static boolean isPartOfALetter(int codePoint) {
    return codePoint == 0x200C
        || codePoint == 0x200D
        || (codePoint >= 0xE0020 && codePoint <= 0xE007F);
  }
}
