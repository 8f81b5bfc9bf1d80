package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the host publishes its keys, as a JSON Web Key set (RFC 7517). */
final class JwksSource {
  private static final Logger log = LoggerFactory.getLogger(JwksSource.class);

  /** Known hosts publish a handful, each of half a kilobyte. */
  private static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_KEYS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client;
  private final URI url;
  private final Duration patience;

  JwksSource(Vertx vertx, URI url) {
    this(vertx, url, PATIENCE);
  }

  /**
   * A source.
   *
   * @param patience how long connecting may take, and how long the whole answer
   */
  JwksSource(Vertx vertx, URI url, Duration patience) {
    this.client = vertx.createHttpClient();
    this.url = url;
    this.patience = patience;
  }

  /** The keys of our kinds that are published now; fails with what is wrong. */
  Future<List<JwtKey>> fetch() {
    return client
        .request(
            new RequestOptions().setAbsoluteURI(url.toString()).setTimeout(patience.toMillis()))
        .compose(this::bodyOf)
        .map(JwksSource::keysIn);
  }

  private Future<Buffer> bodyOf(HttpClientRequest request) {
    return request
        .putHeader("Accept", "application/jwk-set+json, application/json")
        .send()
        .compose(JwksSource::boundedBody)
        // Whoever sends a byte now and then is never idle.
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(cause -> request.reset());
  }

  private static Future<Buffer> boundedBody(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    response.exceptionHandler(whole::tryFail);
    if (response.statusCode() != 200) {
      return Future.failedFuture("the status is " + response.statusCode());
    }
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > MAX_BYTES) {
            whole.tryFail("it has more than " + MAX_BYTES + " bytes");
            response.handler(ignored -> {});
          }
        });
    response.endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }

  private static List<JwtKey> keysIn(Buffer body) {
    try {
      JsonArray keys = body.toJsonObject().getJsonArray("keys");
      if (keys == null || keys.size() > MAX_KEYS) {
        throw new IllegalArgumentException("it is no set of " + MAX_KEYS + " keys at most");
      }
      return keys.stream()
          .map(JsonObject.class::cast)
          .map(JwksSource::usable)
          .flatMap(Optional::stream)
          .toList();
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("it is no JSON Web Key set", e);
    }
  }

  /** A set may have keys that are not for us (RFC 7517, 5). */
  private static Optional<JwtKey> usable(JsonObject jwk) {
    try {
      return JwtKey.ofJwk(jwk);
    } catch (IllegalArgumentException e) {
      log.warn("jwt-jwks-url: a key of the set is passed over: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
