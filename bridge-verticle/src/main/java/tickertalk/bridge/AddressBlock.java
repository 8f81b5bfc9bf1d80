package tickertalk.bridge;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * What counts as one address where something is bounded by address: an IPv4 address, and of IPv6
 * the /64 that is given to a household, of whose 2^64 addresses anybody in it may wear any.
 */
final class AddressBlock {
  private static final int NETWORK_BYTES = 8;

  private AddressBlock() {}

  /** The block that a request came from, as forwarded by a trusted proxy. */
  static String of(HttpServerRequest request) {
    return of(request.remoteAddress().hostAddress());
  }

  /** The block of an address; what is none stands for itself. */
  static String of(String text) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(text.replaceAll("%.*", ""));
    if (!(address instanceof Inet6Address)) {
      return address == null ? text : address.getHostAddress();
    }
    byte[] network = Arrays.copyOf(address.getAddress(), address.getAddress().length);
    Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
    return NetUtil.bytesToIpAddress(network) + "/64";
  }
}
