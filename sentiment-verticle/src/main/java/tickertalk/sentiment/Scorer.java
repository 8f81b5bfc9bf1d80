package tickertalk.sentiment;

/** Tells what a text feels like. Safe to use from any thread; takes time linear in the text. */
@FunctionalInterface
interface Scorer {
  /** Reads any text, also one that is empty or ill-formed, as one of the room with these words. */
  Reading read(String text, Vocabulary room);

  /** The same where no room has words of its own. */
  default Reading read(String text) {
    return read(text, Vocabulary.NONE);
  }

  /** What {@link #read(String, Vocabulary)} says, without its words. */
  default Score score(String text, Vocabulary room) {
    Reading reading = read(text, room);
    return new Score(reading.label(), reading.score());
  }

  /** What {@link #read(String)} says, without its words. */
  default Score score(String text) {
    return score(text, Vocabulary.NONE);
  }
}
