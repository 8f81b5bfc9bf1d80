package tickertalk.price;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads trades, of which thousands come in a second, from the bytes of their messages: without a
 * tree of what is in them, and without a text for what nobody asks for. Everything else, and
 * whatever is unusual about a trade, it leaves to the wire, which reads it field by field and words
 * what is wrong.
 */
final class TradeReader {
  /** Where the fields of a trade are. */
  enum Place {
    /** In the message itself. */
    MESSAGE,
    /** In its {@code data}, and so is what kind of message it is. */
    DATA,
    /** In the only element of its {@code data}; what kind of message it is stands beside that. */
    DATA_ELEMENT
  }

  /**
   * How an exchange calls the fields of a trade.
   *
   * @param kind the field that tells what a message is
   * @param trade what it says of a trade
   * @param isoTime whether the time is text; else it is milliseconds
   */
  record Names(
      String kind,
      String trade,
      String market,
      String price,
      String amount,
      String id,
      String time,
      boolean isoTime) {}

  private static final String DATA = "data";

  private final String source;
  private final Place place;
  private final Names names;
  private final Map<String, Pair> pairs;

  /**
   * A reader of one exchange's trades.
   *
   * @param pairs by the names that the exchange has for its markets
   */
  TradeReader(String source, Place place, Names names, Map<String, Pair> pairs) {
    this.source = source;
    this.place = place;
    this.names = names;
    this.pairs = pairs;
  }

  /**
   * Reads a message if it is one trade and flawless.
   *
   * @param now epoch milliseconds of its arrival
   */
  Optional<Tick> read(byte[] message, long now) {
    try (JsonParser parser = ExactJson.parser(message)) {
      Reading reading = new Reading(parser, now);
      boolean read = parser.nextToken() == JsonToken.START_OBJECT && reading.message();
      return read && parser.nextToken() == null ? reading.tick() : Optional.empty();
    } catch (IOException
        | SourceException
        | NumberFormatException
        | DateTimeParseException
        | ArithmeticException e) {
      return Optional.empty(); // the wire reads it again, and says what is wrong
    }
  }

  /** One message on its way to a trade; each step is false if it is not to be one. */
  private final class Reading {
    private final JsonParser parser;
    private final long now;
    private boolean isTrade;
    private boolean hasData;
    private Pair pair;
    private BigDecimal price;
    private BigDecimal amount;
    private long id;
    private long at;

    Reading(JsonParser parser, long now) {
      this.parser = parser;
      this.now = now;
    }

    boolean message() throws IOException {
      if (place == Place.MESSAGE) {
        return trade(true);
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (!besideTrade(name)) {
          return false;
        }
      }
      return true;
    }

    private boolean besideTrade(String name) throws IOException {
      if (name.equals(DATA)) {
        boolean first = !hasData;
        hasData = true;
        return first && data();
      }
      boolean isKind = place == Place.DATA_ELEMENT && name.equals(names.kind());
      return isKind ? kind() : isHarmless(name);
    }

    private boolean data() throws IOException {
      if (place == Place.DATA) {
        return parser.currentToken() == JsonToken.START_OBJECT && trade(true);
      }
      return parser.currentToken() == JsonToken.START_ARRAY
          && parser.nextToken() == JsonToken.START_OBJECT
          && trade(false)
          && parser.nextToken() == JsonToken.END_ARRAY;
    }

    private boolean trade(boolean saysKind) throws IOException {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        boolean isKind = saysKind && name.equals(names.kind());
        boolean right = isKind ? kind() : field(name);
        if (!right) {
          return false;
        }
      }
      return true;
    }

    private boolean kind() throws IOException {
      boolean first = !isTrade;
      isTrade = parser.getText().equals(names.trade());
      return first && isTrade;
    }

    private boolean field(String name) throws IOException {
      if (name.equals(names.price())) {
        boolean first = price == null;
        price = figure(name);
        return first;
      }
      if (name.equals(names.amount())) {
        boolean first = amount == null;
        amount = figure(name);
        return first;
      }
      if (name.equals(names.market())) {
        boolean first = pair == null;
        pair = pairs.get(parser.getText());
        return first && pair != null && parser.currentToken() == JsonToken.VALUE_STRING;
      }
      if (name.equals(names.id())) {
        boolean first = id == 0;
        id = parser.getLongValue();
        return first && id > 0 && parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
      }
      if (name.equals(names.time())) {
        boolean first = at == 0;
        at = ExchangeAnswer.plausible(source, time(), name, now);
        return first;
      }
      return isHarmless(name);
    }

    private BigDecimal figure(String name) throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING && !parser.currentToken().isNumeric()) {
        throw ExchangeAnswer.malformed(source, name + " is missing or not a number");
      }
      return ExchangeAnswer.price(
          source, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), name);
    }

    private long time() throws IOException {
      return names.isoTime()
          ? Instant.parse(parser.getText()).toEpochMilli()
          : parser.getLongValue();
    }

    /** An error may stand beside anything, and nothing that nests is in a trade. */
    private boolean isHarmless(String name) {
      return parser.currentToken().isScalarValue()
          && !name.equals("code")
          && !name.equals("error")
          && !name.equals("success");
    }

    Optional<Tick> tick() {
      boolean whole =
          isTrade && pair != null && price != null && amount != null && id != 0 && at != 0;
      return whole
          ? Optional.of(Tick.traded(pair.symbol(), price, amount, id, at, source))
          : Optional.empty();
    }
  }
}
