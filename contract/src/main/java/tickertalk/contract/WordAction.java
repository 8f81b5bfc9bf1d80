package tickertalk.contract;

import java.util.Locale;

/** What becomes of a message that has one of a room's unwanted words. */
public enum WordAction {
  /** The words are said as asterisks. */
  MASK,
  /** It waits for a moderator. */
  HOLD;

  /** The spelling on the wire: {@code mask}, {@code hold}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The action of this spelling.
   *
   * @throws CommandException 400 for one that is not in the table, naming {@code wordAction}
   */
  public static WordAction of(String wireName) {
    for (WordAction action : values()) {
      if (action.wireName().equals(wireName)) {
        return action;
      }
    }
    throw CommandException.badInput("wordAction", "must be mask or hold");
  }
}
