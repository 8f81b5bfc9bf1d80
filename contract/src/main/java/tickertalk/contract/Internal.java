package tickertalk.contract;

/**
 * Addresses between services. They are in neither table of the wire, so the bridge refuses them to
 * every browser.
 */
public final class Internal {
  /** Every committed {@link Entry} of every room, published by chat for the other services. */
  public static final String CHAT_ENTRIES = "internal.chat.entries";

  /** The most people that a {@link #CHAT_ROOM} request asks about. */
  public static final int CHAT_ROOM_MAX_USERS = 100;

  /**
   * A request {@code {"room","users"?}} that chat answers with the room and its {@code access}, a
   * {@link RoomAccess}, or with 404; if it is asked about users, {@value #CHAT_ROOM_MAX_USERS} ids
   * at most, with {@code bans}, the {@link Sanction}s that keep them from it.
   */
  public static final String CHAT_ROOM = "internal.chat.room";

  /**
   * A request, {@link MessageRefs}, that chat answers with those of them that say nothing any more:
   * deleted, or out of the log. For who quotes messages, as the bus may lose what is published.
   */
  public static final String CHAT_GONE = "internal.chat.gone";

  /**
   * A request {@code {}} that the chat which serves answers at once with {@code {"servingMs"}}, for
   * how long it has been serving: for who waits for an answer, as one who served before may have
   * died with it.
   */
  public static final String CHAT_PULSE = "internal.chat.pulse";

  /**
   * A {@link Sanction} that was decided, a ban, one that is lifted, or a kick, published by chat
   * for every bridge. A ban may be told again, as when another JVM takes over.
   */
  public static final String CHAT_SANCTIONED = "internal.chat.sanctioned";

  /**
   * Whom a room is open to from now on, {@code {"room","access"}}, published by chat for every
   * bridge.
   */
  public static final String CHAT_ACCESS = "internal.chat.access";

  /**
   * A request {@code {}} that chat answers with {@code {"bans":[…],"membersRooms":[…]}}: the {@link
   * Sanction}s that are bans and stand, and the rooms that are for members; for a bridge that
   * starts, and now and then, as the bus may lose what is published.
   */
  public static final String CHAT_RULES = "internal.chat.rules";

  /**
   * That the words of some room, {@code {"room"}}, weigh something else from now on, published by
   * the sentiment that wrote it down for every other, which read it there.
   */
  public static final String SENTIMENT_TAUGHT = "internal.sentiment.taught";

  /** {@link PresenceReport}s, published by each bridge for chat. */
  public static final String PRESENCE_REPORT = "internal.presence.report";

  /** {@link Joined} events, published by chat when a person enters a room. */
  public static final String PRESENCE_JOINED = "internal.presence.joined";

  /** {@link NoticeSend} requests, by which any service sends a notice. */
  public static final String NOTICE_SEND = "internal.notice.send";

  /** A {@link Revocation} that chat keeps; answered with {@code {}} once it is on disk. */
  public static final String SESSION_REVOKE = "internal.session.revoke";

  /**
   * {@link Revocation}s that are on disk, published by chat for every bridge. One may be told
   * again, as when another JVM takes over.
   */
  public static final String SESSION_REVOKED = "internal.session.revoked";

  /**
   * A request {@code {}} that chat answers with {@code {"revocations":[…]}}, all that are not over;
   * for a bridge that starts.
   */
  public static final String SESSION_REVOCATIONS = "internal.session.revocations";

  private Internal() {}
}
