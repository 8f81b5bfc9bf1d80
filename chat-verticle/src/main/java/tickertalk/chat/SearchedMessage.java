package tickertalk.chat;

import java.util.stream.IntStream;

/**
 * A message as the search index has it.
 *
 * @param number its place in the index: the newer the higher
 * @param author the name of who said it, folded
 * @param at when it was said, epoch milliseconds
 * @param folded its text, see {@link Folding}
 */
record SearchedMessage(long number, String room, long seq, String author, long at, String folded) {
  /** The same message with another text. */
  SearchedMessage saying(String text) {
    return new SearchedMessage(number, room, seq, author, at, Folding.fold(text));
  }

  /** All that it is known by, on whichever database. */
  IntStream grams() {
    return IntStream.concat(
        IntStream.concat(
            IntStream.of(Grams.ofRoom(room), Grams.ofAuthor(author)), TimeSpans.around(at)),
        IntStream.of(Grams.of(folded)));
  }
}
