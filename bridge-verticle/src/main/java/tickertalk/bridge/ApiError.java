package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/** Ends a REST request with a line of the error table: {@code {"code","message"}}. */
final class ApiError {
  private static final Logger log = LoggerFactory.getLogger(ApiError.class);

  /** Until somebody may have left. */
  private static final long FULL_RETRY_MS = 10_000;

  private ApiError() {}

  static void answer(RoutingContext request) {
    if (request.failure() instanceof CommandException refusal) {
      refuse(request, refusal);
    } else if (request.failure() == null && request.statusCode() == 413) {
      end(request, ErrorCode.TOO_LARGE.code(), "body: is too large");
    } else if (isToldByItsStatus(request)) {
      end(request, request.statusCode(), "the request cannot be served");
    } else {
      log.error(
          "{} {} failed", request.request().method(), request.request().path(), request.failure());
      end(request, ErrorCode.UNAVAILABLE.code(), "not available now, try again");
    }
  }

  private static void refuse(RoutingContext request, CommandException refusal) {
    int status = refusal.code().code();
    JsonObject body = body(status, refusal.getMessage());
    CommandException.retryAfterMs(status, refusal.getMessage())
        .ifPresent(
            ms -> {
              request.response().putHeader(HttpHeaders.RETRY_AFTER, seconds(ms));
              body.put("retryAfterMs", ms);
            });
    end(request, status, body);
  }

  /** What Vert.x finds wrong with a request, such as a missing Host, it throws as well. */
  private static boolean isToldByItsStatus(RoutingContext request) {
    int status = request.statusCode();
    return request.failure() == null ? status > 0 : status >= 400 && status < 500;
  }

  /** Refuses a method; the answer has to say which ones are served (RFC 9110, 15.5.6). */
  static void methodNotAllowed(RoutingContext request, String allowed) {
    request.response().putHeader(HttpHeaders.ALLOW, allowed);
    end(request, 405, request.request().method() + " is not for " + request.request().path());
  }

  /** Refuses what HTTP has a status for and the error table has no line. */
  static void refuse(RoutingContext request, int status, String message) {
    end(request, status, message);
  }

  /** Passes a request on whose caller need not wait; refuses it else. */
  static void passUnlessTooFast(RoutingContext request, long waitMs) {
    if (waitMs > 0) {
      tooFast(request, waitMs);
    } else {
      request.next();
    }
  }

  /** Refuses a caller who is too fast, and says when to come again. */
  static void tooFast(RoutingContext request, long retryAfterMs) {
    request.response().putHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfterMs));
    int status = ErrorCode.TOO_FAST.code();
    end(
        request,
        status,
        body(status, "try again in " + retryAfterMs + " ms").put("retryAfterMs", retryAfterMs));
  }

  /** Refuses who wants to stay where there is no place. */
  static void full(RoutingContext request, Admission.FullException full) {
    boolean forAnybody = full.limit() == Limit.SOCKETS || full.limit() == Limit.PENDING_HANDSHAKES;
    if (forAnybody) {
      request.response().putHeader(HttpHeaders.RETRY_AFTER, seconds(FULL_RETRY_MS));
      end(request, ErrorCode.UNAVAILABLE.code(), "there is no place for one more, try again");
    } else {
      tooFast(request, FULL_RETRY_MS);
    }
  }

  /** Whole seconds, the only unit that the header knows; never too early. */
  private static String seconds(long ms) {
    return Long.toString((ms + 999) / 1_000);
  }

  private static void end(RoutingContext request, int status, String message) {
    end(request, status, body(status, message));
  }

  private static JsonObject body(int status, String message) {
    return new JsonObject().put("code", status).put("message", message);
  }

  private static void end(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer());
  }
}
