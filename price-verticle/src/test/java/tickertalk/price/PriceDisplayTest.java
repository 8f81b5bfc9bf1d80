package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDisplayTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "70352.36           | USDT | $70,352.36",
        "70352.36           | USD  | $70,352.36",
        "70352.36000000     | USDC | $70,352.36",
        "70352.365          | USDT | $70,352.37",
        "70352.364999       | USDT | $70,352.36",
        "70352              | USDT | $70,352.00",
        "1234567890123.456  | USDT | $1,234,567,890,123.46",
        "1                  | USDT | $1.00",
        "0.999999999        | USDT | $1.00",
        "0.5                | USDT | $0.50",
        "0.12345678949      | USDT | $0.12345679",
        "0.00001234         | USDT | $0.00001234",
        "0.0000123456785    | USDT | $0.000012345679",
        "97000000           | KRW  | ₩97,000,000",
        "97000000.5         | KRW  | ₩97,000,001",
        "100                | KRW  | ₩100",
        "99.5               | KRW  | ₩99.50",
        "0.004              | KRW  | ₩0.00",
        "0.0345             | BTC  | 0.0345 BTC",
        "0.03450000         | BTC  | 0.0345 BTC",
        "12                 | ETH  | 12 ETH",
        "1234.5             | EUR  | 1,234.5 EUR",
        "1.123456785        | BTC  | 1.12345679 BTC",
        "7E+4               | BTC  | 70,000 BTC",
      })
  void shouldWriteAPriceAsPeopleDo(BigDecimal price, String quoteCurrency, String expected) {
    assertThat(PriceDisplay.of(price, quoteCurrency)).isEqualTo(expected);
  }
}
