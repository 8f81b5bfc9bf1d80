package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.regex.Pattern;

/**
 * A request of SockJS's transports over HTTP, whose connection outlives the answer. Vert.x's
 * handler closes the connection after each of its answers, whose head does not say so: a client
 * that keeps connections sends its next request into nothing, and over HTTP/2 all else on the
 * connection ends with it.
 */
final class PolledRequest extends HttpServerRequestWrapper {
  /** A server's and a session's name of the client's choice (SockJS 0.3.3). */
  private static final Pattern PATH =
      Pattern.compile("/eventbus/[^/.]+/[^/.]+/(xhr|xhr_streaming|eventsource|htmlfile|jsonp)");

  private final HttpConnection kept;

  private PolledRequest(HttpServerRequestInternal request) {
    super(request);
    HttpConnection connection = request.connection();
    this.kept =
        (HttpConnection)
            Proxy.newProxyInstance(
                HttpConnection.class.getClassLoader(),
                new Class<?>[] {HttpConnection.class},
                (proxy, method, args) ->
                    closesAfterAnswer(method)
                        ? Future.succeededFuture()
                        : on(connection, method, args));
  }

  /** The request, if it is one of those; else as it is. */
  static HttpServerRequest of(HttpServerRequest request) {
    String path = request.path();
    return path != null && PATH.matcher(path).matches()
        ? new PolledRequest((HttpServerRequestInternal) request)
        : request;
  }

  /** Who dawdles before that is closed all the same. */
  private boolean closesAfterAnswer(Method method) {
    return method.getName().equals("close") && response().ended();
  }

  private static Object on(HttpConnection connection, Method method, Object[] args)
      throws Throwable {
    try {
      return method.invoke(connection, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public HttpConnection connection() {
    return kept;
  }
}
