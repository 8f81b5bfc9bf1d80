package tickertalk.chat;

/**
 * A message as the search index has it.
 *
 * @param number its place in the index: the newer the higher
 * @param folded its text, see {@link Folding}
 */
record SearchedMessage(long number, String room, long seq, String folded) {
  /** The same message with another text. */
  SearchedMessage saying(String text) {
    return new SearchedMessage(number, room, seq, Folding.fold(text));
  }
}
