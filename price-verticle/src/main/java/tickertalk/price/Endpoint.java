package tickertalk.price;

import java.net.URI;

/**
 * One of the hosts an exchange can be reached at.
 *
 * @param rest base of its REST addresses
 * @param stream base of its WebSocket addresses
 */
record Endpoint(URI rest, URI stream) {
  static Endpoint of(String rest, String stream) {
    return new Endpoint(URI.create(rest), URI.create(stream));
  }

  /** A host that serves both from one base, as a proxy of the operator's does. */
  static Endpoint at(URI base) {
    String rest = base.toString().replaceFirst("/+$", "");
    return of(rest, rest.replaceFirst("^http", "ws"));
  }
}
