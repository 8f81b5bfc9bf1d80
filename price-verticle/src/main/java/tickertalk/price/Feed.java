package tickertalk.price;

/** Whence the ticks of some symbols come. All calls, in and out, are on one context. */
interface Feed {
  /** Whom a feed tells. */
  interface Listener {
    void tick(Tick tick);

    /** Takes the reason why a source gave no price of a symbol. */
    void refused(String symbol, String source, String reason);

    /**
     * Takes whether every trade of a symbol at a source is told from now on.
     *
     * @param watched false when trades may be missed
     */
    void watching(String symbol, String source, boolean watched);

    /** Takes that a trade of a symbol may have been missed. */
    void missed(String symbol);
  }

  void start(Listener listener);

  void stop();
}
