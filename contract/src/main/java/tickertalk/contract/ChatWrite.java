package tickertalk.contract;

/** What somebody wants to be written into a room's log: a message, or a change to one. */
public sealed interface ChatWrite permits ChatPost, ChatChange {
  String room();

  /** Made by the client; the same author's same id again means the same entry. */
  String id();

  /** What it says; empty for a kind that has no words. */
  default String text() {
    return "";
  }
}
