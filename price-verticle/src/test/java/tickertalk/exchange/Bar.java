package tickertalk.exchange;

/** A candle of one minute that an exchange keeps. */
public record Bar(
    long openTime, String open, String high, String low, String close, String volume) {}
