package tickertalk.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Reads the fields of a message and refuses, by name, what is missing or malformed. Unknown fields
 * are ignored, so that new ones can be added.
 */
public final class Fields {

  private static final String HANGUL_FILLERS = "\u115F\u1160\u3164\uFFA0";

  private final JsonObject json;

  /**
   * Reads a body.
   *
   * @param json the body of a message; {@code null} reads as an empty object
   */
  public Fields(JsonObject json) {
    this.json = json == null ? new JsonObject() : json;
  }

  /**
   * A text that must be there and say something, in Unicode form NFC.
   *
   * @param max the limit in user-visible characters
   */
  public String text(String field, int max) {
    return optionalText(field, max)
        .orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  /** Like {@link #text}, but it may be absent. */
  public Optional<String> optionalText(String field, int max) {
    return value(field, String.class, "a string").map(text -> bounded(field, text, max));
  }

  /**
   * What somebody says to others, 1 to {@value ChatPost#MAX_TEXT} user-visible characters in
   * Unicode form NFC, without characters that steer how others are shown: those are left out.
   */
  public String words(String field) {
    return value(field, String.class, "a string")
        .map(text -> bounded(field, Steering.removedFrom(text), ChatPost.MAX_TEXT))
        .orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  /**
   * A line that others get to read, such as a title, in Unicode form NFC: without characters that
   * steer how others are shown, and with spaces for line breaks and tabs.
   *
   * @param max the limit in user-visible characters
   */
  public String line(String field, int max) {
    return optionalLine(field, max)
        .orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  /** Like {@link #line}, but it may be absent. */
  public Optional<String> optionalLine(String field, int max) {
    return value(field, String.class, "a string")
        .map(text -> Steering.removedFrom(text).replace('\n', ' ').replace('\t', ' '))
        .map(text -> bounded(field, text, max));
  }

  private static String bounded(String field, String text, int max) {
    // What people see as one character can be many, without end if somebody means harm.
    if (text.length() > maxChars(max)) {
      throw CommandException.tooLarge(
          field, "must be at most " + maxChars(max) + " UTF-16 code units long");
    }
    if (isPlain(text)) {
      return boundedPlain(field, text, max);
    }
    requireStorable(field, text);
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
    if (normal.codePoints().allMatch(Fields::isInvisible)) {
      throw CommandException.badInput(field, "must not be empty");
    }
    if (Graphemes.exceed(normal, max)) {
      throw tooLong(field, max);
    }
    return normal;
  }

  /**
   * Whether it is ASCII without control characters, as most of what services tell each other is.
   */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Each character is one that people see, and the text is its own normal form. */
  private static String boundedPlain(String field, String text, int max) {
    if (text.isBlank()) {
      throw CommandException.badInput(field, "must not be empty");
    }
    if (text.length() > max) {
      throw tooLong(field, max);
    }
    return text;
  }

  /** Room for four to each, and for a few of those that are made of many. */
  private static long maxChars(int maxGraphemes) {
    return 128 + 4L * maxGraphemes;
  }

  /** Refuses what is no Unicode text: PostgreSQL takes no NUL, and UTF-8 has no lone surrogates. */
  private static void requireStorable(String field, String text) {
    if (text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF))) {
      throw CommandException.badInput(field, "has characters that no text can have");
    }
  }

  /** Spaces of all kinds, marks without a shape, and the fillers of Hangul. */
  private static boolean isInvisible(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.FORMAT
        || Character.getType(codePoint) == Character.CONTROL
        || HANGUL_FILLERS.indexOf(codePoint) >= 0;
  }

  private static CommandException tooLong(String field, int max) {
    return CommandException.tooLarge(field, "must be at most " + max + " characters long");
  }

  /** The name of a room. */
  public String room() {
    String room = text("room", 64);
    if (!Rooms.isLegal(room)) {
      throw CommandException.badInput("room", "may have letters, digits, - and _ only");
    }
    return room;
  }

  /** The name of a room, if it is there. */
  public Optional<String> optionalRoom() {
    return json.getValue("room") == null ? Optional.empty() : Optional.of(room());
  }

  /** A symbol such as {@code BTC-USDT}. */
  public String symbol() {
    String symbol = text("symbol", 32);
    if (!Symbols.isLegal(symbol)) {
      throw CommandException.badInput("symbol", "must look like BTC-USDT");
    }
    return symbol;
  }

  /** A UUID in its usual spelling; the client makes it. */
  public String uuid(String field) {
    String text = text(field, 64);
    Optional<String> usual = usualSpelling(text);
    // The parser also takes 1-1-1-1-1, and drops digits of a part that is too long.
    if (usual.isEmpty() || !usual.get().equalsIgnoreCase(text)) {
      throw CommandException.badInput(field, "must be a UUID");
    }
    return usual.get();
  }

  private static Optional<String> usualSpelling(String uuid) {
    try {
      return Optional.of(UUID.fromString(uuid).toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** One emoji, in whichever spelling; gives the one that Unicode recommends. */
  public String emoji(String field) {
    return value(field, String.class, "a string")
        .map(
            text ->
                Emojis.of(text)
                    .orElseThrow(() -> CommandException.badInput(field, "must be one emoji")))
        .orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  /** An array of texts, if it is there: so many at most, each like {@link #text}, none twice. */
  public Optional<List<String>> optionalTexts(String field, int maxTexts, int max) {
    return value(field, JsonArray.class, "an array of strings")
        .map(
            array -> {
              if (array.size() > maxTexts) {
                throw CommandException.tooLarge(field, "must be at most " + maxTexts);
              }
              return array.stream()
                  .map(text -> new Fields(new JsonObject().put(field, text)).text(field, max))
                  .distinct()
                  .toList();
            });
  }

  public boolean flag(String field) {
    return optionalFlag(field).orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  /** Like {@link #flag}, but it may be absent. */
  public Optional<Boolean> optionalFlag(String field) {
    return value(field, Boolean.class, "true or false");
  }

  /** A whole number within {@code min} and {@code max} that must be there. */
  public long number(String field, long min, long max) {
    return optionalNumber(field, min, max)
        .orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  /** A whole number within {@code min} and {@code max}, if it is there. */
  public OptionalLong optionalNumber(String field, long min, long max) {
    Optional<Number> value = value(field, Number.class, "a whole number");
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    long number = whole(field, value.get());
    if (number < min || number > max) {
      throw CommandException.badInput(field, "must be within " + min + " and " + max);
    }
    return OptionalLong.of(number);
  }

  private static long whole(String field, Number value) {
    try {
      return new BigDecimal(value.toString()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw CommandException.badInput(field, "must be a whole number");
    }
  }

  /** Any number, but not infinity, as which a decoder reads {@code 1e999}. */
  public double real(String field) {
    double number =
        value(field, Number.class, "a number")
            .orElseThrow(() -> CommandException.badInput(field, "is required"))
            .doubleValue();
    if (!Double.isFinite(number)) {
      throw CommandException.badInput(field, "must be a number");
    }
    return number;
  }

  /** A number within {@code min} and {@code max}, if it is there. */
  public OptionalDouble optionalReal(String field, int min, int max) {
    if (json.getValue(field) == null) {
      return OptionalDouble.empty();
    }
    double number = real(field);
    if (number < min || number > max) {
      throw CommandException.badInput(field, "must be within " + min + " and " + max);
    }
    return OptionalDouble.of(number);
  }

  public JsonObject object(String field) {
    return value(field, JsonObject.class, "an object")
        .orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  public JsonArray array(String field) {
    return value(field, JsonArray.class, "an array")
        .orElseThrow(() -> CommandException.badInput(field, "is required"));
  }

  private <T> Optional<T> value(String field, Class<T> type, String expected) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw CommandException.badInput(field, "must be " + expected);
    }
    return Optional.of(type.cast(value));
  }
}
