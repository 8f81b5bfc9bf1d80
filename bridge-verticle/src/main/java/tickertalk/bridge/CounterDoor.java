package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Internal;
import tickertalk.contract.PresenceReport;

/**
 * {@code /counter}: how many people are online, as a page and as a stream of events; the same
 * number for everybody who looks, on every JVM.
 */
final class CounterDoor {
  private static final String PATH = "/counter";
  private static final String FILES = PATH + "/*";
  private static final String PAGE = "tickertalk/counter";
  private static final String EVENT = "people";

  /** As long as chat waits for a silent bridge, which reports every three seconds. */
  private static final long BRIDGE_TIMEOUT_MS = 8_000;

  /** Changes within this time are told as one. */
  private static final long TELL_EVERY_MS = 100;

  private final Vertx vertx;
  private final Loop loop;
  private final Headcount headcount = new Headcount(BRIDGE_TIMEOUT_MS);
  private final Set<EventStream> streams = new HashSet<>();
  private int told;

  CounterDoor(Vertx vertx, Loop loop) {
    this.vertx = vertx;
    this.loop = loop;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::open);
    router.get(FILES).handler(PageDoor::secure).handler(StaticHandler.create(PAGE));
  }

  /** Begins to count, and to tell what changed. */
  void count() {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            Internal.PRESENCE_REPORT,
            message ->
                headcount.hear(
                    PresenceReport.fromJson(message.body()), System.currentTimeMillis()));
    vertx.setPeriodic(TELL_EVERY_MS, timer -> tell());
  }

  private void open(RoutingContext request) {
    request.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (EventStream.isWantedBy(request)) {
      stream(request);
    } else {
      request.reroute(PATH + "/index.html");
    }
  }

  private void stream(RoutingContext request) {
    try {
      stream(request, loop.admit(Optional.empty(), request.request()));
    } catch (Admission.FullException full) {
      ApiError.full(request, full);
    }
  }

  private void stream(RoutingContext request, Admission.Place place) {
    EventStream stream = EventStream.begin(vertx, request, loop);
    streams.add(stream);
    stream.whenOver(
        () -> {
          streams.remove(stream);
          place.giveBack();
        });
    stream.open();
    tell(stream);
  }

  private void tell() {
    headcount.expire(System.currentTimeMillis());
    if (headcount.people() != told) {
      told = headcount.people();
      List.copyOf(streams).forEach(this::tell);
    }
  }

  private void tell(EventStream stream) {
    stream.sendNewest(EVENT, EVENT, new JsonObject().put("people", told).encode());
  }

  /** Ends every stream. */
  void close() {
    List.copyOf(streams).forEach(EventStream::end);
  }
}
