package tickertalk.price;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads the JSON that an exchange sent, which may be anything: what is missing, malformed or absurd
 * is a {@link SourceException} that names the field. A number may come as a number or as a string.
 */
final class ExchangeAnswer {
  /** No price needs more characters; it also keeps the parsing of hostile digits cheap. */
  private static final int MAX_DIGITS = 40;

  /** Bounds {@code 1e999999999}, which is short to send and long to print. */
  private static final int MAX_SCALE = 30;

  /** The day of the first Bitcoin block: nothing here was traded before it. */
  private static final long EARLIEST_MS = Instant.parse("2009-01-03T00:00:00Z").toEpochMilli();

  /** How far an exchange's clock may be ahead of ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final String source;
  private final JsonObject json;

  private ExchangeAnswer(String source, JsonObject json) {
    this.source = source;
    this.json = json;
  }

  /** Reads a body that is to be an object. */
  static ExchangeAnswer object(String source, String body) {
    return of(source, decode(source, body), "the answer");
  }

  /** Reads a body that is to be an array. */
  static JsonArray array(String source, String body) {
    return array(source, decode(source, body), "the answer");
  }

  /** Reads a value that is to be an object. */
  static ExchangeAnswer of(String source, Object value, String what) {
    if (value instanceof JsonObject object) {
      return new ExchangeAnswer(source, object);
    }
    throw malformed(source, what + " is not an object");
  }

  /** Reads a value that is to be an array with something in it. */
  static JsonArray array(String source, Object value, String what) {
    if (value instanceof JsonArray array && !array.isEmpty()) {
      return array;
    }
    throw malformed(source, what + " is not an array with something in it");
  }

  private static Object decode(String source, String body) {
    try {
      return ExactJson.read(body);
    } catch (IOException e) {
      throw malformed(source, "the answer is not JSON");
    }
  }

  static SourceException malformed(String source, String problem) {
    return new SourceException(source + " sent something unusable: " + problem);
  }

  boolean has(String field) {
    return json.getValue(field) != null;
  }

  Object value(String field) {
    return json.getValue(field);
  }

  /** A price above 0. */
  BigDecimal price(String field) {
    return price(source, json.getValue(field), field);
  }

  /** A price above 0. */
  static BigDecimal price(String source, Object value, String field) {
    return aboveZero(source, decimal(source, value, field), field);
  }

  /** A price above 0 whose digits are in a part of a text. */
  static BigDecimal price(String source, char[] text, int offset, int length, String field) {
    return aboveZero(source, decimal(source, text, offset, length, field), field);
  }

  private static BigDecimal aboveZero(String source, BigDecimal price, String field) {
    if (price.signum() <= 0) {
      throw malformed(source, field + " is not above 0");
    }
    return price;
  }

  /** A number, if it is there. */
  Optional<BigDecimal> decimal(String field) {
    return has(field) ? Optional.of(decimal(source, value(field), field)) : Optional.empty();
  }

  /** A number. */
  static BigDecimal decimal(String source, Object value, String field) {
    if (!(value instanceof String) && !(value instanceof Number)) {
      throw malformed(source, field + " is missing or not a number");
    }
    char[] text = value.toString().toCharArray();
    return decimal(source, text, 0, text.length, field);
  }

  private static BigDecimal decimal(
      String source, char[] text, int offset, int length, String field) {
    if (length > MAX_DIGITS) {
      throw malformed(source, field + " is too long");
    }
    try {
      return bounded(source, new BigDecimal(text, offset, length), field);
    } catch (NumberFormatException e) {
      throw malformed(source, field + " is not a number");
    }
  }

  private static BigDecimal bounded(String source, BigDecimal number, String field) {
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      throw malformed(source, field + " is beyond all bounds");
    }
    // Binance writes eight decimals whatever the price: 70352.36000000.
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** A whole number above 0 that names a trade. */
  long tradeId(String field) {
    BigDecimal id = price(field);
    if (id.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 || id.scale() > 0) {
      throw malformed(source, field + " is not a trade's number");
    }
    return id.longValue();
  }

  /** Whether a field has this text. */
  boolean says(String field, String text) {
    return text.equals(value(field));
  }

  /** Epoch milliseconds; {@code now} if the exchange does not say. */
  long millis(String field, long now) {
    Optional<BigDecimal> value = decimal(field);
    return value.isEmpty() ? now : plausible(source, value.get().longValue(), field, now);
  }

  /** A time as in {@code 2013-11-29T12:00:00.123Z}; {@code now} if the exchange does not say. */
  long isoTime(String field, long now) {
    if (!has(field)) {
      return now;
    }
    try {
      return plausible(source, Instant.parse(value(field).toString()).toEpochMilli(), field, now);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw malformed(source, field + " is not a time");
    }
  }

  /** A time as in {@code 2013-11-29T12:00:00}, without a zone. */
  long utcTime(String field) {
    try {
      return Instant.parse(value(field) + "Z").toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw malformed(source, field + " is not a time");
    }
  }

  /** A time since there is a market, and not after {@code now}: clocks are a little apart. */
  static long plausible(String source, long at, String field, long now) {
    if (at < EARLIEST_MS || at > now + CLOCK_SKEW.toMillis()) {
      throw malformed(source, field + " is not a time that can be");
    }
    return Math.min(at, now);
  }
}
