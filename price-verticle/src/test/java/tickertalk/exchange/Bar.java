package tickertalk.exchange;

/** A candle that an exchange keeps. */
public record Bar(
    long openTime, String open, String high, String low, String close, String volume) {}
