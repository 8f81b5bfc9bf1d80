package tickertalk.price;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A day of a real market: every trade of BTC/USD at Bitstamp on 2013-11-29 (UTC). The figures come
 * from the Maven artifact org.ta4j:ta4j-examples:0.18 (MIT licence), Bitstamp trades; see the
 * NOTICE.txt beside them.
 */
final class Recording {
  static final long DAY_MS = 86_400_000;

  private static final String RESOURCE = "bitstamp_btcusd_trades_2013-11-29.csv.gz";

  /**
   * One trade of the record.
   *
   * @param offsetMs since the midnight that the record begins with
   */
  record Print(long offsetMs, BigDecimal price, BigDecimal amount) {
    private static Print of(String line) {
      String[] columns = line.split(",", -1);
      return new Print(
          Math.floorMod(Long.parseLong(columns[0]) * 1_000, DAY_MS),
          plain(columns[1]),
          plain(columns[2]));
    }

    /** The record has twelve decimals, most of them zeros. */
    private static BigDecimal plain(String figure) {
      BigDecimal number = new BigDecimal(figure).stripTrailingZeros();
      return number.scale() < 0 ? number.setScale(0) : number;
    }
  }

  private final List<Print> prints;

  Recording(List<Print> prints) {
    this.prints = List.copyOf(prints);
  }

  /** Reads the record from the class path; takes some hundredths of a second. */
  static Recording load() {
    try (InputStream packed = Recording.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
      return new Recording(lines.lines().skip(1).map(Print::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trades from one offset, inclusive, to another, exclusive, in their order. */
  List<Print> between(long fromMs, long toMs) {
    return prints.subList(firstAt(fromMs), firstAt(toMs));
  }

  int size() {
    return prints.size();
  }

  /** The place of the first trade that is not before the offset. */
  int firstAt(long offsetMs) {
    int low = 0;
    int high = prints.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (prints.get(middle).offsetMs() < offsetMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
