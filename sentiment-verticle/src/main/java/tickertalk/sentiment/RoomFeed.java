package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;

/**
 * One room's entries in the order of its log, each once, without holes: live ones as they come, and
 * from chat's history whatever was not heard. Lives on one event loop; does one thing at a time.
 */
final class RoomFeed {
  private static final Logger log = LoggerFactory.getLogger(RoomFeed.class);

  /** Past so many unread live entries they are let go, and read from the history instead. */
  private static final int MAX_WAITING = 1_000;

  private static final int MAX_BATCH = 150;

  private final Vertx vertx;
  private final Pace pace;
  private final ChatLog chat;
  private final String room;
  private final Function<List<Entry>, Future<Void>> reader;
  private final Deque<Entry> waiting = new ArrayDeque<>();

  private Position position;
  private boolean behind;
  private boolean busy;
  private boolean many;
  private boolean closed;
  private int failures;

  /**
   * A feed that goes on from a position.
   *
   * @param reader takes in the next entries; they come again, from the history, when it fails
   */
  RoomFeed(
      Vertx vertx,
      Pace pace,
      ChatLog chat,
      String room,
      Position position,
      Function<List<Entry>, Future<Void>> reader) {
    this.vertx = vertx;
    this.pace = pace;
    this.chat = chat;
    this.room = room;
    this.position = position;
    this.reader = reader;
  }

  /** A live entry came. */
  void heard(Entry entry) {
    waiting.add(entry);
    if (waiting.size() > MAX_WAITING) {
      behind = true;
      waiting.clear();
    }
    proceed();
  }

  /** The log ends here, chat says. */
  void endsAt(long last) {
    if (last != position.seq()) {
      catchUp();
    }
  }

  /** Reads what the history has after the position. */
  void catchUp() {
    behind = true;
    proceed();
  }

  void close() {
    closed = true;
    waiting.clear();
  }

  private void proceed() {
    if (busy || closed) {
      return;
    }
    List<Entry> next = behind ? List.of() : nextOfWaiting();
    if (behind) {
      work(this::readHistory);
    } else if (!next.isEmpty()) {
      many = next.size() > 1;
      work(() -> read(next));
    }
  }

  private void work(Supplier<Future<Void>> step) {
    busy = true;
    step.get()
        .onComplete(
            done -> {
              if (done.succeeded()) {
                failures = 0;
                goOn();
              } else {
                tryAgainLater(done.cause());
              }
            });
  }

  /** At once for whoever speaks alone; when many do, after what they say next has gathered. */
  private void goOn() {
    if (many) {
      many = false;
      vertx.setTimer(pace.gatherMs(), id -> freed());
    } else {
      freed();
    }
  }

  private void freed() {
    busy = false;
    proceed();
  }

  private void tryAgainLater(Throwable cause) {
    failures++;
    if (failures == 1) {
      log.warn(
          "room {}: cannot go on after {}, trying again: {}", room, position, cause.toString());
    }
    behind = true;
    vertx.setTimer(pace.retryMsAfter(failures), id -> freed());
  }

  /** The live entries that follow the position; if others are missing before them, none. */
  private List<Entry> nextOfWaiting() {
    List<Entry> next = new ArrayList<>();
    Position reached = position;
    while (!waiting.isEmpty() && next.size() < MAX_BATCH) {
      Entry entry = waiting.peek();
      Position.Relation relation = reached.relationOf(entry.epoch(), entry.seq());
      if (relation == Position.Relation.BEYOND) {
        behind = next.isEmpty();
        return next;
      }
      waiting.remove();
      if (relation == Position.Relation.NEXT) {
        next.add(entry);
        reached = new Position(entry.epoch(), entry.seq());
      }
    }
    return next;
  }

  private Future<Void> readHistory() {
    behind = false;
    // What waits was committed before this question, so the answer, or a later page, has it.
    waiting.clear();
    return chat.after(room, position.seq()).compose(this::readPage, this::giveUpOnUnknownRoom);
  }

  private Future<Void> readPage(ChatLog.Page page) {
    if (!page.epoch().equals(position.epoch())) {
      boolean fromTheStart = position.seq() == 0;
      position = new Position(page.epoch(), 0);
      if (!fromTheStart) {
        behind = true;
        return Future.succeededFuture();
      }
    }
    List<Entry> unread = page.entries().stream().filter(e -> e.seq() > position.seq()).toList();
    if (unread.isEmpty()) {
      return Future.succeededFuture();
    }
    return read(unread).onSuccess(done -> behind |= position.seq() < page.last());
  }

  private Future<Void> giveUpOnUnknownRoom(Throwable failure) {
    boolean unknown =
        failure instanceof ReplyException reply && reply.failureCode() == ErrorCode.UNKNOWN.code();
    return unknown ? Future.succeededFuture() : Future.failedFuture(failure);
  }

  private Future<Void> read(List<Entry> entries) {
    Entry last = entries.get(entries.size() - 1);
    return reader
        .apply(entries)
        .onSuccess(done -> position = new Position(last.epoch(), last.seq()));
  }
}
