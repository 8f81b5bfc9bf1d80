package tickertalk.contract;

/** A change that somebody wants to a message. */
public sealed interface ChatChange extends ChatWrite permits ChatEdit, ChatDelete, ChatReact {
  /** The message's place in the log; never that of another kind of entry. */
  long seq();
}
