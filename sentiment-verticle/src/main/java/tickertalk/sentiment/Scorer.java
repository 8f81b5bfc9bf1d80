package tickertalk.sentiment;

/** Tells what a text feels like. Safe to use from any thread; takes time linear in the text. */
@FunctionalInterface
interface Scorer {
  /** Reads any text, also one that is empty or ill-formed. */
  Reading read(String text);
}
