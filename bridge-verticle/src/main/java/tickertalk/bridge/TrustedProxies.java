package tickertalk.bridge;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The proxies that are believed when they say for whom, and how asked, they pass a request on. */
public final class TrustedProxies {
  private static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<IpSubnetFilterRule> ranges;

  private TrustedProxies(List<IpSubnetFilterRule> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /** Nobody is believed. */
  public static TrustedProxies none() {
    return NONE;
  }

  /**
   * These are believed.
   *
   * @param ranges addresses such as {@code 127.0.0.1} and {@code ::1}, and ranges of them such as
   *     {@code 10.0.0.0/8}
   * @throws IllegalArgumentException naming {@code trusted-proxies}, for what is neither
   */
  public static TrustedProxies of(List<String> ranges) {
    return new TrustedProxies(ranges.stream().map(TrustedProxies::range).toList());
  }

  private static IpSubnetFilterRule range(String text) {
    String[] parts = text.strip().split("/", -1);
    InetAddress address =
        address(parts[0])
            .orElseThrow(() -> wrong(text, "is neither an address nor a range such as 10.0.0.0/8"));
    int bits = address.getAddress().length * 8;
    int prefix = parts.length == 1 ? bits : prefix(text, parts, bits);
    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }

  private static int prefix(String text, String[] parts, int bits) {
    if (parts.length > 2 || !parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > bits) {
      throw wrong(text, "must end with a number of bits within 0 and " + bits);
    }
    return Integer.parseInt(parts[1]);
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException("trusted-proxies: \"" + text + "\" " + what);
  }

  /** The address that is written so; empty for anything else, as names are never looked up. */
  static Optional<InetAddress> address(String text) {
    return Optional.ofNullable(text).map(NetUtil::createInetAddressFromIpAddressString);
  }

  /** Whether a proxy at this address is believed. */
  public boolean contain(InetAddress address) {
    InetSocketAddress place = new InetSocketAddress(address, 0);
    return ranges.stream().anyMatch(range -> range.matches(place));
  }
}
