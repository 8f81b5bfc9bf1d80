package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees when the files of a TLS identity change, and puts the new one to use; when what is new is no
 * good, the old one stays. The files are read, and not their times looked at, so that it does not
 * matter how they change: in place, by renaming, or by another target of a symbolic link.
 */
final class CertificateWatch {
  private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

  private final Vertx vertx;
  private final TlsConfig config;
  private final Duration every;
  private final Function<ServerIdentity, Future<?>> use;

  /** What was seen at the last look, and what of it was judged, for good or bad. */
  private Sight last;

  private Sight judged;

  private long timer = -1; // 0 is somebody's
  private boolean stopped;

  /**
   * What a look found.
   *
   * @param files what stands in the files; null when they cannot be read
   * @param problem why they cannot be read; null when they can
   */
  private record Sight(PemFiles files, String problem) {
    static Sight of(TlsConfig config) {
      try {
        return new Sight(PemFiles.read(config), null);
      } catch (IllegalArgumentException e) {
        return new Sight(null, e.getMessage());
      }
    }

    ServerIdentity identity() {
      if (files == null) {
        throw new IllegalArgumentException(problem);
      }
      return ServerIdentity.of(files);
    }
  }

  /**
   * Makes a watch, which does not look yet.
   *
   * @param every how long between two looks
   * @param inUse what stood in the files when they were put to use
   * @param use puts a new identity to use, for connections that come from then on
   */
  CertificateWatch(
      Vertx vertx,
      TlsConfig config,
      Duration every,
      PemFiles inUse,
      Function<ServerIdentity, Future<?>> use) {
    this.vertx = vertx;
    this.config = config;
    this.every = every;
    this.use = use;
    this.judged = new Sight(Objects.requireNonNull(inUse), null);
    this.last = judged;
  }

  void start() {
    timer = vertx.setTimer(every.toMillis(), fired -> look());
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void look() {
    vertx
        .executeBlocking(() -> Sight.of(config), false)
        .compose(this::consider)
        .onComplete(
            looked -> {
              if (!stopped) {
                start();
              }
            });
  }

  /** Two files cannot change at once: what is new is judged when two looks found the same. */
  private Future<?> consider(Sight sight) {
    boolean settled = sight.equals(last);
    last = sight;
    if (!settled || sight.equals(judged)) {
      return Future.succeededFuture();
    }
    judged = sight;
    return vertx
        .executeBlocking(sight::identity, false)
        .compose(identity -> use.apply(identity).onSuccess(used -> tell(identity)))
        .onFailure(
            cause -> log.warn("keeping the TLS certificate, the new one: {}", cause.getMessage()));
  }

  /** Says which certificate is in use from now on. */
  static void tell(ServerIdentity identity) {
    log.info("TLS certificate in use: {}", identity);
    identity.doubt().ifPresent(log::warn);
  }
}
