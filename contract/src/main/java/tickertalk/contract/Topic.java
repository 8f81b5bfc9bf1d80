package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The closed table of events: the addresses services publish on and a browser may {@code register}.
 * A topic is a namespace; its address ends in the room, the symbol or the user it is about.
 */
public enum Topic {
  /** Log entries of a room. */
  CHAT_ROOM("chat.room.", Delivery.NEVER_DROPPED),
  /** Who is typing in a room. */
  TYPING_ROOM("typing.room.", Delivery.NEWEST_ONLY),
  /** Who is in a room. */
  PRESENCE_ROOM("presence.room.", Delivery.NEWEST_ONLY),
  /** The score of each message, never dropped, and the mood of a room, newest only. */
  SENTIMENT_ROOM("sentiment.room.", Delivery.NEVER_DROPPED),
  /** Quotes of a symbol. */
  PRICE("price.", Delivery.NEWEST_ONLY),
  /** Notices to one user. Browsers register {@link #NOTICE_ME} and cannot name anybody. */
  NOTICE_USER("notice.user.", Delivery.NEVER_DROPPED),
  /** Notices to everybody; the address has no ending. */
  NOTICE_ALL("notice.all", Delivery.NEVER_DROPPED),
  /** What those who moderate are to look at anew; the address has no ending. */
  NOTICE_STAFF("notice.staff", Delivery.NEWEST_ONLY);

  /** The address a browser registers for its own notices; the bridge maps it to the caller. */
  public static final String NOTICE_ME = "notice.me";

  /** What happens to an event that a browser is too slow to read. */
  public enum Delivery {
    /** Never left out: a browser past its bound is closed with code 4001 and resumes. */
    NEVER_DROPPED,
    /** Only the newest event of the address is kept for it. */
    NEWEST_ONLY
  }

  private final String prefix;
  private final Delivery delivery;

  Topic(String prefix, Delivery delivery) {
    this.prefix = prefix;
    this.delivery = delivery;
  }

  /**
   * The topic a browser may register under this address, if the ending is a legal room or symbol.
   * {@link #NOTICE_USER} is not among them: nobody can name another's notices.
   */
  public static Optional<Topic> registrableAt(String address) {
    for (Topic topic : values()) {
      if (!topic.hasEnding() && address.equals(topic.prefix)) {
        return Optional.of(topic);
      }
      if (topic.hasEnding() && topic != NOTICE_USER && address.startsWith(topic.prefix)) {
        return Optional.of(topic).filter(t -> t.ends(address));
      }
    }
    return Optional.empty();
  }

  private boolean ends(String address) {
    String ending = ending(address);
    return this == PRICE ? Symbols.isLegal(ending) : Rooms.isLegal(ending);
  }

  /** The full address for a room, symbol or user id. */
  public String address(String ending) {
    return prefix + ending;
  }

  /** The room, symbol or user id at the end of an address of this topic. */
  public String ending(String address) {
    return address.substring(prefix.length());
  }

  /** Whether it has several addresses, and is not its only one itself. */
  private boolean hasEnding() {
    return prefix.endsWith(".");
  }

  /** Whether only moderators, admins and other servers may register it. */
  public boolean isForStaff() {
    return this == NOTICE_STAFF;
  }

  /** Whether its addresses end in the name of a room. */
  public boolean isOfARoom() {
    return this == CHAT_ROOM
        || this == TYPING_ROOM
        || this == PRESENCE_ROOM
        || this == SENTIMENT_ROOM;
  }

  /**
   * What happens to an event of this topic that a browser is too slow to read.
   *
   * @param body what is published; a topic may carry several kinds
   */
  public Delivery delivery(Object body) {
    return this == SENTIMENT_ROOM
            && body instanceof JsonObject json
            && Mood.KIND.equals(json.getValue("kind"))
        ? Delivery.NEWEST_ONLY
        : delivery;
  }
}
