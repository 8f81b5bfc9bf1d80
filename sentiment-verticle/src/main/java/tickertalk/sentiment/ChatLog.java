package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Entry;
import tickertalk.contract.Fields;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/** The rooms' logs, as chat tells them over the bus. */
final class ChatLog {
  private static final long PATIENCE_MS = 5_000;

  /** Rooms for members are read too; their scores are for members then. */
  private static final Caller SERVICE =
      new Caller(new Person("service:sentiment", "sentiment"), Role.SERVICE);

  private final EventBus bus;

  ChatLog(EventBus bus) {
    this.bus = bus;
  }

  /**
   * A room, and how long its log is.
   *
   * @param last the seq of the newest entry; 0 for none
   */
  record Room(String name, long last) {
    static Room fromJson(JsonObject json) {
      Fields fields = new Fields(json);
      return new Room(fields.room(), fields.number("last", 0, Long.MAX_VALUE));
    }
  }

  /**
   * A part of a room's log.
   *
   * @param last the seq of the log's newest entry, on this page or not
   */
  record Page(String epoch, long last, List<Entry> entries) {
    Page {
      entries = List.copyOf(entries);
    }

    static Page fromJson(JsonObject json) {
      Fields fields = new Fields(json);
      return new Page(
          fields.text("epoch", 64),
          fields.number("last", 0, Long.MAX_VALUE),
          fields.array("entries").stream().map(e -> Entry.fromJson((JsonObject) e)).toList());
    }
  }

  Future<List<Room>> rooms() {
    return ask(Command.CHAT_ROOMS, new JsonObject())
        .map(
            reply ->
                new Fields(reply)
                    .array("rooms").stream().map(r -> Room.fromJson((JsonObject) r)).toList());
  }

  /** The first entries after this seq, ascending. */
  Future<Page> after(String room, long seq) {
    return page(room, OptionalLong.of(seq), HistoryQuery.MAX_LIMIT);
  }

  /** The last entries, so many at most, ascending; fails with 404 where there is no such room. */
  Future<Page> last(String room, int limit) {
    return page(room, OptionalLong.empty(), limit);
  }

  private Future<Page> page(String room, OptionalLong after, int limit) {
    HistoryQuery query = new HistoryQuery(room, after, OptionalLong.empty(), limit);
    return ask(Command.CHAT_HISTORY, query.toJson()).map(Page::fromJson);
  }

  private Future<JsonObject> ask(Command command, JsonObject body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    SERVICE.stamp(headers);
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE_MS).setHeaders(headers);
    return bus.<JsonObject>request(command.address(), body, options).map(Message::body);
  }
}
