package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** The keys that the host signs its tokens with. */
@FunctionalInterface
interface HostKeys {
  /**
   * Those that may have signed a token with this header; none when it is of nobody.
   *
   * @return fails with 503 while nobody can tell
   */
  Future<List<HostKey>> mayHaveSigned(JwtHeader header);

  /** The keys of a configuration. */
  static HostKeys of(Vertx vertx, JwtConfig config) {
    if (config.jwksUrl().isPresent()) {
      JwksKeys published =
          new JwksKeys(
              new JwksSource(vertx, config.jwksUrl().get()),
              key -> new HostKey(vertx, config, key),
              JwksKeys.Timing.DEFAULT,
              vertx);
      published.start();
      return published;
    }
    HostKey only = new HostKey(vertx, config, config.key().orElseThrow());
    return header -> Future.succeededFuture(only.mayHaveSigned(header) ? List.of(only) : List.of());
  }
}
