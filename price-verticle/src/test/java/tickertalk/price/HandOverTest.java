package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HandOverTest {
  private static final String BTC = "BTC-USDT";
  private static final String ETH = "ETH-USDT";

  private final HandOver over = new HandOver(List.of(BTC, ETH));

  @Test
  void shouldBeCertainOfASymbolOnceBothToldTheSameTrade() {
    over.toldByOld(trades(BTC, 6, 7, 8));
    over.toldByNew(trades(BTC, 8));
    assertThat(over.doubtful()).containsExactly(ETH);
    over.toldByNew(trades(ETH, 3, 4));
    assertThat(over.isComplete()).isFalse();
    over.toldByOld(trades(ETH, 2, 3));
    assertThat(over.isComplete()).isTrue();
  }

  /** The trade that follows on the last one does not prove it where numbers are in no order. */
  @Test
  void shouldDoubtASymbolOfWhichEachToldTradesOfItsOwn() {
    over.toldByOld(trades(BTC, 6, 7));
    over.toldByNew(trades(BTC, 8, 9));
    over.toldByNew(trades(ETH, 6, 7));
    assertThat(over.doubtful()).containsExactly(BTC, ETH);
  }

  @Test
  void shouldNotTakeATradeThatOneToldTwiceForProof() {
    over.toldByNew(trades(BTC, 8, 8));
    over.toldByNew(trades(BTC, 8));
    assertThat(over.doubtful()).contains(BTC);
  }

  @Test
  void shouldNotTakeAQuoteForProofButForASignOfLife() {
    List<Tick> quote =
        List.of(Tick.quoted(BTC, BigDecimal.TEN, Optional.empty(), 1_000, "binance"));
    over.toldByOld(quote);
    assertThat(over.hasBegun()).isFalse();
    over.toldByNew(quote);
    assertThat(over.hasBegun()).isTrue();
    assertThat(over.isHeard(BTC)).isTrue();
    assertThat(over.isHeard(ETH)).isFalse();
    assertThat(over.doubtful()).containsExactly(BTC, ETH);
  }

  private static List<Tick> trades(String symbol, long... ids) {
    return LongStream.of(ids)
        .mapToObj(
            id -> Tick.traded(symbol, BigDecimal.TEN, BigDecimal.ONE, id, 1_000 + id, "binance"))
        .toList();
  }
}
