package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.CommandException;
import tickertalk.contract.Symbols;
import tickertalk.contract.Topic;

/** One reader of a room by Server-Sent Events. */
final class RoomStream implements RoomReader.Reader {
  private static final String SYMBOL = "BTC-USDT";
  private static final Map<String, Topic> TOPICS =
      Map.of(
          "sentiment", Topic.SENTIMENT_ROOM,
          "typing", Topic.TYPING_ROOM,
          "presence", Topic.PRESENCE_ROOM,
          "price", Topic.PRICE);

  private final Loop loop;
  private final RoomReader reader;
  private final EventStream stream;
  private final Set<RoomStream> open;
  private final List<Runnable> undo = new ArrayList<>();

  /** What a topic is called in the stream, and what its addresses end in. */
  record Wish(Map<String, Topic> topics, String room, String symbol) {
    /** Reads {@code ?topics=} and {@code ?symbol=}. */
    static Wish of(RoutingContext request, String room) {
      String symbol = Optional.ofNullable(request.queryParams().get("symbol")).orElse(SYMBOL);
      if (!Symbols.isLegal(symbol)) {
        throw CommandException.badInput("symbol", "must look like BTC-USDT");
      }
      Map<String, Topic> topics = new LinkedHashMap<>();
      for (String name :
          Optional.ofNullable(request.queryParams().get("topics")).orElse("").split(",", -1)) {
        if (!name.isBlank()) {
          topics.put(name.strip(), topic(name.strip()));
        }
      }
      return new Wish(topics, room, symbol);
    }

    private static Topic topic(String name) {
      return Optional.ofNullable(TOPICS.get(name))
          .orElseThrow(
              () ->
                  CommandException.badInput(
                      "topics", "may have sentiment, typing, presence and price"));
    }

    String ending(Topic topic) {
      return topic == Topic.PRICE ? symbol : room;
    }
  }

  private RoomStream(
      Vertx vertx, RoutingContext request, Loop loop, RoomReader reader, Set<RoomStream> open) {
    this.loop = loop;
    this.reader = reader;
    this.open = open;
    this.stream = EventStream.begin(vertx, request, loop);
  }

  /**
   * Begins to answer with what the reader reads and what else is wished.
   *
   * @param open where it stands while it is open
   */
  static RoomStream begin(
      Vertx vertx,
      RoutingContext request,
      Loop loop,
      RoomReader reader,
      Wish wish,
      Set<RoomStream> open) {
    RoomStream room = new RoomStream(vertx, request, loop, reader, open);
    open.add(room);
    room.stream.whenOver(room::gone);
    room.stream.whenCaughtUp(reader::proceed);
    Future.all(
            wish.topics().entrySet().stream()
                .map(it -> room.listen(it.getKey(), it.getValue(), wish.ending(it.getValue())))
                .toList())
        .onSuccess(
            live -> {
              room.stream.open();
              reader.begin(room);
            })
        .onFailure(cause -> room.end());
    return room;
  }

  private Future<Void> listen(String name, Topic topic, String ending) {
    Subscriber subscriber = event -> pass(name, event);
    undo.add(() -> loop.leave(topic, ending, subscriber));
    return loop.listen(topic, ending, subscriber);
  }

  private void pass(String name, Event event) {
    JsonObject json = (JsonObject) event.body();
    if (event.isNewestOnly()) {
      stream.sendNewest(event.conflationKey(), name, json.encode());
    } else {
      stream.send(name, json.encode());
    }
  }

  @Override
  public void entry(String id, JsonObject entry) {
    stream.send("message", id, entry.encode());
  }

  @Override
  public void reset(String id, JsonObject page) {
    JsonObject where = page.copy();
    where.remove("entries");
    stream.send("reset", id, where.encode());
  }

  @Override
  public void refused(CommandException cause) {
    stream.end();
  }

  @Override
  public boolean keepsUp() {
    return stream.keepsUp();
  }

  void end() {
    stream.end();
  }

  /** The place that is free again when the stream is over. */
  void with(Admission.Place place) {
    undo.add(place::giveBack);
  }

  /** Somebody's stay that ends with the stream. */
  void with(Stay stay) {
    undo.add(stay::end);
  }

  private void gone() {
    open.remove(this);
    reader.stop();
    undo.forEach(Runnable::run);
    undo.clear();
  }
}
