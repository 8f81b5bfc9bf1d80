package tickertalk.contract;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The closed table of commands: the addresses a browser may {@code send} to and a service answers.
 * What is not listed here is refused at the edge.
 */
public enum Command {
  CHAT_ROOMS("chat.rooms", Access.ANYONE),
  CHAT_OPEN("chat.open", Access.SIGNED_IN),
  CHAT_POST("chat.post", Access.SIGNED_IN),
  CHAT_EDIT("chat.edit", Access.SIGNED_IN),
  CHAT_DELETE("chat.delete", Access.SIGNED_IN),
  CHAT_REACT("chat.react", Access.SIGNED_IN),
  CHAT_HISTORY("chat.history", Access.ANYONE),
  CHAT_SEARCH("chat.search", Access.ANYONE),
  CHAT_SEEN("chat.seen", Access.SIGNED_IN),
  CHAT_MUTE("chat.mute", Access.STAFF),
  CHAT_KICK("chat.kick", Access.STAFF),
  CHAT_BAN("chat.ban", Access.STAFF),
  CHAT_REPORT("chat.report", Access.SIGNED_IN),
  CHAT_REPORTS("chat.reports", Access.STAFF),
  CHAT_RESOLVE("chat.resolve", Access.STAFF),
  CHAT_SETTINGS("chat.settings", Access.STAFF),
  CHAT_AUDIT("chat.audit", Access.STAFF),
  TYPING_SET("typing.set", Access.SIGNED_IN),
  SENTIMENT_ANALYZE("sentiment.analyze", Access.ANYONE),
  SENTIMENT_SCORES("sentiment.scores", Access.ANYONE),
  SENTIMENT_MOOD("sentiment.mood", Access.ANYONE),
  SENTIMENT_WORDS("sentiment.words", Access.STAFF),
  SENTIMENT_TEACH("sentiment.teach", Access.STAFF),
  SENTIMENT_TRY("sentiment.try", Access.STAFF),
  PRICE_QUOTE("price.quote", Access.ANYONE),
  PRICE_CANDLES("price.candles", Access.ANYONE),
  NOTICE_LIST("notice.list", Access.SIGNED_IN),
  NOTICE_READ("notice.read", Access.SIGNED_IN),
  ALERT_CREATE("alert.create", Access.SIGNED_IN),
  ALERT_LIST("alert.list", Access.SIGNED_IN),
  ALERT_DELETE("alert.delete", Access.SIGNED_IN),
  ALERT_PREVIEW("alert.preview", Access.SIGNED_IN);

  /**
   * The one address a browser may send to that is no command: the bridge itself answers it, about
   * the session of the socket it comes by, and no service hears of it.
   */
  public static final String SESSION_REFRESH = "session.refresh";

  /** Who may send a command. */
  public enum Access {
    /** Also a visitor without a session. */
    ANYONE,
    /** Only a caller with a valid session. */
    SIGNED_IN,
    /** Only moderators, admins and other servers. */
    STAFF;

    /**
     * Sends away whom it is not for.
     *
     * @param what what is asked for, as the caller knows it
     * @throws CommandException 401 without a session, 403 for too low a role
     */
    public void require(Optional<Caller> caller, String what) {
      if (this != ANYONE && caller.isEmpty()) {
        throw new CommandException(ErrorCode.NOT_SIGNED_IN, what + " needs a session");
      }
      if (this == STAFF && !caller.orElseThrow().role().atLeast(Role.MODERATOR)) {
        throw new CommandException(
            ErrorCode.NOT_ALLOWED, "role: must be moderator, admin or service");
      }
    }
  }

  private static final Map<String, Command> BY_ADDRESS =
      Stream.of(values()).collect(Collectors.toMap(Command::address, Function.identity()));

  private final String address;
  private final Access access;

  Command(String address, Access access) {
    this.address = address;
    this.access = access;
  }

  /** The command at this address, if the table has one. */
  public static Optional<Command> at(String address) {
    return Optional.ofNullable(BY_ADDRESS.get(address));
  }

  public String address() {
    return address;
  }

  public Access access() {
    return access;
  }
}
