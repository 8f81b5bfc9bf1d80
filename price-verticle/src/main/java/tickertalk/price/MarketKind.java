package tickertalk.price;

/** Whether a market happens now or is a record; the candles of the two are kept apart. */
enum MarketKind {
  LIVE("live"),
  REPLAY("replay");

  private final String storedName;

  MarketKind(String storedName) {
    this.storedName = storedName;
  }

  String storedName() {
    return storedName;
  }
}
