package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyTest {
  private static byte[] secret() {
    return "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void itsTextFormHidesTheSecretAlsoInsideTheConfiguration() {
    TokenKey key = new TokenKey(secret());
    String text = key + " " + BridgeConfig.at("127.0.0.1", 0, key);

    assertThat(text)
        .contains("TokenKey[hidden]")
        .doesNotContain("0123456789abcdef")
        .doesNotContain(HexFormat.of().formatHex(secret()))
        .doesNotContain(Base64.getEncoder().encodeToString(secret()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31})
  void aShortKeyIsRefusedByTheNameOfItsOption(int length) {
    assertThatThrownBy(() -> new TokenKey(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("token-key: ")
        .hasMessageContaining("32");
  }

  @Test
  void itCannotBeChangedFromOutside() {
    byte[] given = secret();
    TokenKey key = new TokenKey(given);
    given[0] = 0;
    key.bytes()[1] = 0;

    assertThat(key.bytes()).isEqualTo(secret());
  }

  @Test
  void generatedKeysAreLongEnoughAndDiffer() {
    assertThat(TokenKey.generate().bytes())
        .hasSize(TokenKey.MIN_BYTES)
        .isNotEqualTo(TokenKey.generate().bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aPortOutsideItsRangeIsRefusedByTheNameOfItsOption(int port) {
    assertThatThrownBy(() -> BridgeConfig.at("127.0.0.1", port, TokenKey.generate()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("port: ");
  }

  @Test
  void withoutRateLimitEverythingElseStays() {
    BridgeLimits limited = BridgeLimits.defaults();
    assertThat(limited.commandsPerSecond()).isPositive();
    assertThat(limited.withoutRateLimit()).isEqualTo(limited.withRates(0, 0, 0));
  }
}
