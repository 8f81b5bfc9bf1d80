package tickertalk.contract;

import java.util.Locale;

/** Which of the messages that a search finds come first. */
public enum SearchOrder {
  NEWEST,
  OLDEST;

  /** The spelling on the wire: {@code newest}, {@code oldest}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The order of this spelling.
   *
   * @throws CommandException 400 for one that is not in the table, naming {@code order}
   */
  public static SearchOrder of(String wireName) {
    for (SearchOrder order : values()) {
      if (order.wireName().equals(wireName)) {
        return order;
      }
    }
    throw CommandException.badInput("order", "must be newest or oldest");
  }
}
