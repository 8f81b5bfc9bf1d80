package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/** What a line of a plain room does that begins with a slash, and what else one says there. */
final class SlashCommands {
  static final String EXIT = "/exit";

  private static final String HELP =
      """
      /exit           leave
      /typing, /stop  show that you type, or that you ceased to
      /price SYMBOL   the price, as in /price BTC-USDT
      /mood TEXT      what a text sounds like
      /help           this""";

  private final CommandGate commands;
  private final Optional<Caller> caller;
  private final String room;

  SlashCommands(CommandGate commands, Optional<Caller> caller, String room) {
    this.commands = commands;
    this.caller = caller;
    this.room = room;
  }

  /** Does what a line says; gives the line to answer with, if any; fails as the table says. */
  Future<Optional<String>> run(String line) {
    String[] words = line.split("\\s+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    return switch (words[0]) {
      case "/typing" -> type(true);
      case "/stop" -> type(false);
      case "/price" -> price(argument);
      case "/mood" -> mood(argument);
      case "/help" -> Future.succeededFuture(Optional.of(HELP));
      default -> refused(new CommandException(ErrorCode.UNKNOWN, "no such command, see /help"));
    };
  }

  /** Says a line in the room; {@code id} is its own. */
  Future<Optional<String>> say(String id, String text) {
    return send(
            Command.CHAT_POST, new JsonObject().put("room", room).put("id", id).put("text", text))
        .map(Optional.empty());
  }

  private Future<Optional<String>> type(boolean typing) {
    return send(Command.TYPING_SET, new JsonObject().put("room", room).put("typing", typing))
        .map(Optional.empty());
  }

  private Future<Optional<String>> price(String symbol) {
    if (symbol.isEmpty()) {
      return refused(CommandException.badInput("/price", "needs a symbol, as in /price BTC-USDT"));
    }
    return send(
            Command.PRICE_QUOTE, new JsonObject().put("symbol", symbol.toUpperCase(Locale.ROOT)))
        .map(quote -> Optional.of(PlainLine.quote(quote)));
  }

  private Future<Optional<String>> mood(String text) {
    return send(Command.SENTIMENT_ANALYZE, new JsonObject().put("text", text).put("room", room))
        .map(sentiment -> Optional.of(PlainLine.sentiment(sentiment)));
  }

  private Future<JsonObject> send(Command command, JsonObject body) {
    if (!CommandGate.isOpenTo(caller, command)) {
      return refused(
          new CommandException(
              ErrorCode.NOT_SIGNED_IN, "you need a name here: connect with ?name=alice"));
    }
    return commands
        .send(caller, command, body)
        .recover(cause -> refused(CommandFailure.told(command.address(), cause)));
  }

  private static <T> Future<T> refused(CommandException cause) {
    return Future.failedFuture(cause);
  }
}
