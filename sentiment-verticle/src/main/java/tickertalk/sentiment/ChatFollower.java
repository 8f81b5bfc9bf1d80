package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Entry;
import tickertalk.contract.Internal;

/**
 * Follows every room's log: hears the live entries first, and then asks chat which rooms there are
 * and reads what was missed in each. Asks again from time to time.
 */
final class ChatFollower {
  private static final Logger log = LoggerFactory.getLogger(ChatFollower.class);

  private final Vertx vertx;
  private final Pace pace;
  private final ChatLog chat;
  private final Map<String, Position> positions;
  private final Function<List<Entry>, Future<Void>> reader;
  private final Map<String, RoomFeed> feeds = new HashMap<>();
  private final Set<String> called = new HashSet<>();

  private MessageConsumer<JsonObject> live;
  private boolean stopped;
  private int failures;

  /**
   * A follower that has not begun.
   *
   * @param positions how far each room was read before
   * @param reader takes in the next entries of one room
   */
  ChatFollower(
      Vertx vertx,
      Pace pace,
      Map<String, Position> positions,
      Function<List<Entry>, Future<Void>> reader) {
    this.vertx = vertx;
    this.pace = pace;
    this.chat = new ChatLog(vertx.eventBus());
    this.positions = Map.copyOf(positions);
    this.reader = reader;
  }

  /** Begins to listen; what was missed is caught up with afterwards, when chat is there. */
  Future<Void> start() {
    live = vertx.eventBus().consumer(Internal.CHAT_ENTRIES, this::hear);
    return live.completion().onSuccess(listening -> callTheRoll());
  }

  Future<Void> stop() {
    stopped = true;
    feeds.values().forEach(RoomFeed::close);
    return live.unregister();
  }

  private void hear(Message<JsonObject> message) {
    Entry entry = Entry.fromJson(message.body());
    feed(entry.room()).heard(entry);
  }

  private RoomFeed feed(String room) {
    return feeds.computeIfAbsent(
        room,
        name ->
            new RoomFeed(
                vertx, pace, chat, name, positions.getOrDefault(name, Position.UNKNOWN), reader));
  }

  private void callTheRoll() {
    if (!stopped) {
      chat.rooms().onSuccess(this::compare).onFailure(this::callAgain);
    }
  }

  private void compare(List<ChatLog.Room> rooms) {
    failures = 0;
    if (stopped) {
      return;
    }
    for (ChatLog.Room room : rooms) {
      if (called.add(room.name())) {
        feed(room.name()).catchUp(); // even at the same length, it may be another log
      } else {
        feed(room.name()).endsAt(room.last());
      }
    }
    vertx.setTimer(pace.rollCallMs(), id -> callTheRoll());
  }

  private void callAgain(Throwable failure) {
    failures++;
    if (failures == 1) {
      log.info("chat is not there yet, asking again: {}", failure.getMessage());
    }
    vertx.setTimer(pace.retryMsAfter(failures), id -> callTheRoll());
  }
}
