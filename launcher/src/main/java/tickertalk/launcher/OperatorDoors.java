package tickertalk.launcher;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.Set;
import tickertalk.storage.Database;

/**
 * What the operator and their machinery ask: {@code /health/live} (the JVM runs), {@code
 * /health/ready} (it serves), {@code /metrics} (Prometheus).
 */
final class OperatorDoors {
  private static final long PATIENCE_MS = 2_000;

  private final HealthChecks readiness;
  private final PrometheusMeterRegistry metrics;
  private volatile boolean serving;

  /**
   * Doors that nobody can reach until they are mounted.
   *
   * @param verticles what this JVM runs; a bridge needs more than what is here to be ready
   */
  OperatorDoors(
      Vertx vertx, Database database, Set<Service> verticles, PrometheusMeterRegistry metrics) {
    this.metrics = metrics;
    this.readiness =
        HealthChecks.create(vertx)
            .register("verticles", check -> check.complete(serving ? Status.OK() : Status.KO()))
            .register(
                "database",
                PATIENCE_MS,
                check ->
                    vertx
                        .executeBlocking(database::answers, false)
                        .map(answers -> answers ? Status.OK() : Status.KO())
                        .onComplete(check));
    if (verticles.contains(Service.BRIDGE)) {
      ServiceChecks.addTo(readiness, vertx);
    }
  }

  /** Says from now on that this JVM serves, or that it no longer does. */
  void serving(boolean yes) {
    serving = yes;
  }

  void mount(Router router) {
    router
        .get("/health/live")
        .handler(request -> request.json(new JsonObject().put("status", "UP")));
    router.get("/health/ready").handler(HealthCheckHandler.createWithHealthChecks(readiness));
    router
        .get("/metrics")
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(metrics.scrape()));
  }
}
