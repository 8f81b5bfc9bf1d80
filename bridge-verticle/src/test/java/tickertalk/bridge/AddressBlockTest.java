package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2::1, 2001:db8:1:2::/64",
    "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
    "2001:db8:1:3::1, 2001:db8:1:3::/64",
    "::1, ::/64",
    "fe80::1%eth0, fe80::/64",
    "/run/proxy.sock, /run/proxy.sock"
  })
  void aHouseholdIsOneAddress(String address, String block) {
    assertThat(AddressBlock.of(address)).isEqualTo(block);
  }
}
