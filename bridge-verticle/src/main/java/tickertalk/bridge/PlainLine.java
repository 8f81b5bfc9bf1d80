package tickertalk.bridge;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.CommandException;
import tickertalk.contract.Label;

/** How things read on a plain door: one line of text each. */
final class PlainLine {
  private static final int NAMES = 3;

  private PlainLine() {}

  /** An entry of the log, if there is anything to read in it. */
  static Optional<String> entry(JsonObject entry) {
    String text = entry.getString("text");
    if (text == null || text.isEmpty()) {
      return Optional.empty(); // a deletion or what was deleted, a reaction: nothing for a line
    }
    String name = entry.getJsonObject("from").getString("name");
    String edited = "edit".equals(entry.getString("kind")) ? " (edited)" : "";
    return Optional.of(name + edited + ": " + indented(text));
  }

  /** What follows a line break must not look like a line of somebody else's. */
  private static String indented(String text) {
    return text.replaceAll("\\R", "\n  ");
  }

  /** Who types, besides the reader; nobody is told as nothing. */
  static Optional<String> typing(JsonObject event, Optional<String> readerId) {
    List<String> names =
        event.getJsonArray("users").stream()
            .map(JsonObject.class::cast)
            .filter(user -> !readerId.equals(Optional.of(user.getString("id"))))
            .map(user -> user.getString("name"))
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String who = names.size() > NAMES ? "여러 명이" : String.join(", ", names);
    return Optional.of("💬 " + who + " 입력 중...");
  }

  /** A price as people write it; what is not live says so. */
  static String quote(JsonObject quote) {
    String state = quote.getString("state");
    return switch (state) {
      case "live" -> quote.getString("display");
      case "unavailable" -> "! " + quote.getString("symbol") + ": " + quote.getString("reason");
      default -> quote.getString("display") + " (" + state + ")";
    };
  }

  /** A sentiment, in words and as a face. */
  static String sentiment(JsonObject sentiment) {
    Label label = Label.of(sentiment.getString("label"));
    String word =
        switch (label) {
          case POSITIVE -> "긍정";
          case NEUTRAL -> "중립";
          case NEGATIVE -> "부정";
        };
    return word + " " + label.emoji();
  }

  static String refusal(CommandException cause) {
    return "! " + cause.getMessage();
  }
}
