package tickertalk.bridge;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What trusted proxies say of a request.
 *
 * <p>Each proxy adds at the right end whom it got the request from. Read from the right, the first
 * that is no trusted proxy is the client; what stands left of it the client may have made up.
 *
 * @param client who asks
 * @param scheme how it asks, in the proxy's own word
 * @param host whom it asks, perhaps with a port
 * @param port at which port it asks
 */
record ForwardedPath(
    InetAddress client, Optional<String> scheme, Optional<String> host, Optional<Integer> port) {
  /** A {@code name=value} of a {@code Forwarded} header, the value perhaps in quotes (RFC 7239). */
  private static final String PAIR = "(?:^|;)\\s*%s=(?:\"([^\"]*)\"|([^;\"]*))";

  private static final Pattern FOR = pair("for");
  private static final Pattern PROTO = pair("proto");
  private static final Pattern HOST = pair("host");

  /** An address with a port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}, or in brackets. */
  private static final Pattern PLACE = Pattern.compile("\\[([^]]*)](?::\\d*)?|([0-9.]+):\\d+");

  private static Pattern pair(String name) {
    return Pattern.compile(PAIR.formatted(name), Pattern.CASE_INSENSITIVE);
  }

  /** The way as {@code X-Forwarded-*} tell it. */
  static ForwardedPath ofX(
      List<String> clients,
      List<String> schemes,
      List<String> hosts,
      List<String> ports,
      InetAddress peer,
      TrustedProxies trusted) {
    Walk walk = Walk.along(elements(clients), Optional::of, peer, trusted);
    return new ForwardedPath(
        walk.client(),
        seenAt(walk.steps(), elements(schemes)),
        seenAt(walk.steps(), elements(hosts)),
        seenAt(walk.steps(), elements(ports)).flatMap(ForwardedPath::port));
  }

  /** The way as {@code Forwarded} tells it. */
  static ForwardedPath ofForwarded(List<String> headers, InetAddress peer, TrustedProxies trusted) {
    List<String> elements = elements(headers);
    Walk walk = Walk.along(elements, element -> value(FOR, element), peer, trusted);
    Optional<String> seen = seenAt(walk.steps(), elements);
    return new ForwardedPath(
        walk.client(),
        seen.flatMap(element -> value(PROTO, element)),
        seen.flatMap(element -> value(HOST, element)),
        Optional.empty());
  }

  /**
   * The way back from this server.
   *
   * @param client the last that somebody trusted named, or that was at the other end
   * @param steps how many trusted proxies there were, this server's peer among them
   */
  private record Walk(InetAddress client, int steps) {
    static Walk along(
        List<String> elements,
        Function<String, Optional<String>> named,
        InetAddress peer,
        TrustedProxies trusted) {
      InetAddress client = peer;
      int steps = 0;
      while (steps < elements.size() && trusted.contain(client)) {
        String element = elements.get(elements.size() - 1 - steps);
        steps++;
        Optional<InetAddress> before = named.apply(element).flatMap(ForwardedPath::address);
        if (before.isEmpty()) {
          break; // "unknown", or hidden on purpose
        }
        client = before.get();
      }
      return new Walk(client, Math.max(1, steps));
    }
  }

  /**
   * What the outermost trusted proxy saw: the element as far from the right as there are trusted
   * proxies; the first where proxies hand on what they were told instead of adding to it.
   */
  private static Optional<String> seenAt(int steps, List<String> elements) {
    return elements.isEmpty()
        ? Optional.empty()
        : Optional.of(elements.get(Math.max(0, elements.size() - steps)));
  }

  private static List<String> elements(List<String> headers) {
    List<String> elements = new ArrayList<>();
    for (String header : headers) {
      for (String element : header.split(",", -1)) {
        elements.add(element.strip());
      }
    }
    return elements;
  }

  private static Optional<String> value(Pattern pair, String element) {
    Matcher found = pair.matcher(element);
    return found.find()
        ? Optional.of(found.group(1) != null ? found.group(1) : found.group(2).strip())
        : Optional.empty();
  }

  private static Optional<InetAddress> address(String text) {
    Matcher place = PLACE.matcher(text);
    return TrustedProxies.address(
        place.matches() ? (place.group(1) != null ? place.group(1) : place.group(2)) : text);
  }

  private static Optional<Integer> port(String text) {
    return text.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
