package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which sites' pages may use this server, and which of them in their readers' names. */
final class Origins {
  /** Stands for every site. */
  static final String ALL = "*";

  private final boolean all;
  private final Set<Origin> listed;

  /** Whose page asks. */
  enum Asker {
    /** No page of a browser's, as far as one can tell. */
    NO_PAGE,
    /** This server's own page. */
    OWN,
    /** A page of a site that the operator listed. */
    LISTED,
    /** Some page, where every site's may ask. */
    ANYBODY,
    /** A page of a site that may not. */
    FOREIGN
  }

  Origins(Set<String> allowed) {
    this.all = allowed.contains(ALL);
    this.listed =
        allowed.stream()
            .filter(text -> !text.equals(ALL))
            .map(Origins::require)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads what an operator lists.
   *
   * @throws IllegalArgumentException that names the option
   */
  static Origin require(String text) {
    return Origin.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "allowed-origins: must be like https://example.com, or *, but one is \""
                        + text
                        + "\""));
  }

  /** Browsers name the page in {@code Origin} on every request that could do harm. */
  Asker asker(HttpServerRequest request) {
    String named = request.getHeader(HttpHeaders.ORIGIN);
    if (named == null) {
      return Asker.NO_PAGE;
    }
    Optional<Origin> origin = Origin.parse(named);
    if (origin.filter(it -> isOwn(it, request)).isPresent()) {
      return Asker.OWN;
    }
    if (origin.filter(listed::contains).isPresent()) {
      return Asker.LISTED;
    }
    return all ? Asker.ANYBODY : Asker.FOREIGN;
  }

  /** A page that came without encryption was not this server's, if this is with. */
  private static boolean isOwn(Origin origin, HttpServerRequest request) {
    HostAndPort here = request.authority();
    return here != null
        && origin.isAt(here.host(), here.port())
        && !(request.isSSL() && origin.scheme().equals("http"));
  }

  /**
   * Whether the cookie counts. The browser sends it from pages of other ports and subdomains too,
   * which are not to act in its owner's name; where it names no origin, as for the source of a
   * script, {@code Sec-Fetch-Site} tells.
   */
  boolean mayUseTheCookie(HttpServerRequest request) {
    return switch (asker(request)) {
      case OWN, LISTED -> true;
      case NO_PAGE -> {
        String site = request.getHeader("Sec-Fetch-Site");
        yield site == null || site.equals("same-origin") || site.equals("none");
      }
      case ANYBODY, FOREIGN -> false;
    };
  }
}
