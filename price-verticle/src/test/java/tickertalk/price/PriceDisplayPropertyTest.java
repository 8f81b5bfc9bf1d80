package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every price, whatever its digits. */
class PriceDisplayPropertyTest {
  @Property
  void shouldRoundADollarToTheCentAndSayNothingElse(@ForAll("prices") BigDecimal price) {
    if (price.compareTo(BigDecimal.ONE) < 0) {
      return;
    }
    String display = PriceDisplay.of(price, "USDT");
    assertThat(display).matches("\\$\\d{1,3}(,\\d{3})*\\.\\d{2}");
    assertThat(figure(display)).isEqualTo(price.setScale(2, RoundingMode.HALF_UP));
  }

  @Property
  void shouldWriteAWonWithoutFractions(@ForAll("prices") BigDecimal price) {
    if (price.compareTo(new BigDecimal(100)) < 0) {
      return;
    }
    String display = PriceDisplay.of(price, "KRW");
    assertThat(display).matches("₩\\d{1,3}(,\\d{3})*");
    assertThat(figure(display)).isEqualTo(price.setScale(0, RoundingMode.HALF_UP));
  }

  @Property
  void shouldKeepEightSignificantDigitsOfASmallPrice(@ForAll("smallPrices") BigDecimal price) {
    BigDecimal shown = figure(PriceDisplay.of(price, "USD"));
    BigDecimal error = shown.subtract(price).abs();
    assertThat(error).isLessThanOrEqualTo(price.multiply(new BigDecimal("0.00000005")));
  }

  @Property
  void shouldWriteEqualPricesInTheSameWay(@ForAll("prices") BigDecimal price) {
    for (String currency : new String[] {"USDT", "KRW", "BTC"}) {
      assertThat(PriceDisplay.of(price.setScale(price.scale() + 5), currency))
          .isEqualTo(PriceDisplay.of(price, currency));
    }
  }

  @Property
  void shouldNeverShowMoreForLess(
      @ForAll("prices") BigDecimal one, @ForAll("prices") BigDecimal other) {
    BigDecimal less = one.min(other);
    BigDecimal more = one.max(other);
    for (String currency : new String[] {"USDT", "BTC"}) {
      assertThat(figure(PriceDisplay.of(less, currency)))
          .isLessThanOrEqualTo(figure(PriceDisplay.of(more, currency)));
    }
  }

  private static BigDecimal figure(String display) {
    return new BigDecimal(display.replaceAll("[$₩, A-Z]", ""));
  }

  @Provide
  Arbitrary<BigDecimal> prices() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("0.00000001"), new BigDecimal("999999999999"))
        .ofScale(10);
  }

  @Provide
  Arbitrary<BigDecimal> smallPrices() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("0.000000000001"), new BigDecimal("0.999999999999"))
        .ofScale(18);
  }
}
