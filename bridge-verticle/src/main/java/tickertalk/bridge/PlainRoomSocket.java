package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.Topic;

/** One connection to a room by lines of text: what it sends is said, what is said it gets. */
final class PlainRoomSocket implements RoomReader.Reader, Wire.Listener, OpenSocket {
  /** A sender has so many lines on the way at most; until one is through it is not read. */
  private static final int MAX_UNDER_WAY = 32;

  private static final String TYPING = "typing";

  /**
   * What a connection wants.
   *
   * @param echo whether it gets its own lines too
   * @param events whether it is told who types
   */
  record Wish(boolean echo, boolean events) {}

  private final WebSocketWire wire;
  private final Wish wish;
  private final Loop loop;
  private final RoomReader reader;
  private final String room;
  private final Optional<Caller> caller;
  private final SlashCommands commands;
  private final LineIds ids = new LineIds();
  private final Outbox outbox;
  private final TokenBucket bucket;
  private final Subscriber typing = this::tellWhoTypes;
  private Optional<Stay> stay = Optional.empty();
  private Consumer<CloseReason> farewell = why -> {};
  private Optional<String> lastTyping = Optional.empty();
  private int underWay;
  private boolean closed;

  PlainRoomSocket(
      WebSocketWire wire,
      Wish wish,
      Loop loop,
      RoomReader reader,
      String room,
      Optional<Caller> caller) {
    this.wire = wire;
    this.wish = wish;
    this.loop = loop;
    this.reader = reader;
    this.room = room;
    this.caller = caller;
    this.commands = new SlashCommands(loop.commands(), caller, room);
    this.outbox = new Outbox(wire, loop.metrics(), loop.limits().outboxBytes());
    this.bucket = TokenBucket.full(loop.limits().commandsPerSecond(), System.currentTimeMillis());
  }

  /** Has this done when the connection is gone, once. */
  void whenGone(Consumer<CloseReason> then) {
    farewell = then;
  }

  /** Begins to serve; the stay ends with it. */
  void begin(Stay from) {
    stay = Optional.of(from);
    wire.open(this);
    if (wish.events()) {
      loop.listen(Topic.TYPING_ROOM, room, typing);
    }
    reader.begin(this);
  }

  @Override
  public void received(String text) {
    if (closed) {
      return;
    }
    String line = text.stripTrailing(); // some clients send the line break too
    if (line.equals(SlashCommands.EXIT)) {
      close(CloseReason.NORMAL);
      return;
    }
    long waitMs = loop.waitMs(bucket, caller);
    if (waitMs > 0) {
      tell("! too fast, try again in " + waitMs + " ms");
    } else {
      serve(line);
    }
  }

  @Override
  public void receivedBytes(Buffer bytes) {
    tell("! a room takes text only");
  }

  private void serve(String line) {
    if (line.startsWith("/")) {
      answer(line.split("\\s", 2)[0], commands.run(line));
    } else {
      answer(Command.CHAT_POST.address(), commands.say(ids.next(), line));
    }
  }

  private void answer(String what, Future<Optional<String>> work) {
    underWay++;
    if (underWay == MAX_UNDER_WAY) {
      wire.pause();
    }
    work.onComplete(
        done -> {
          if (underWay == MAX_UNDER_WAY && !closed) {
            wire.resume();
          }
          underWay--;
        });
    work.onSuccess(line -> line.ifPresent(this::tell))
        .onFailure(cause -> tell(PlainLine.refusal(CommandFailure.told(what, cause))));
  }

  @Override
  public void entry(String id, JsonObject entry) {
    boolean shown = wish.echo() || !ids.has(entry.getString("id"));
    PlainLine.entry(entry).filter(line -> shown).ifPresent(this::tell);
  }

  @Override
  public void reset(String id, JsonObject page) {
    tell("! this room's log begins anew");
  }

  @Override
  public void refused(CommandException cause) {
    tell(PlainLine.refusal(cause));
    close(CloseReason.goingAway(0));
  }

  /** Lines are few and a reader of lines cannot resume: one that is too slow is closed instead. */
  @Override
  public boolean keepsUp() {
    return true;
  }

  private void tellWhoTypes(Event event) {
    Object body = event.body();
    Optional<String> line =
        PlainLine.typing((JsonObject) body, caller.map(who -> who.person().id()));
    if (!closed && !line.equals(lastTyping)) {
      line.ifPresent(text -> outbox.offerNewest(TYPING, text));
      outbox.flush();
    }
    lastTyping = line;
  }

  private void tell(String line) {
    if (!closed && !outbox.offer(line)) {
      loop.metrics().reached(Limit.OUTBOX);
      close(CloseReason.SLOW);
    }
    outbox.flush();
  }

  @Override
  public void drained() {
    outbox.flush();
  }

  @Override
  public void beat() {
    wire.beat();
  }

  /** From now on it counts as gone, though it may not read this for long. */
  @Override
  public void close(CloseReason reason) {
    forget();
    wire.close(reason);
  }

  @Override
  public void gone(CloseReason why) {
    forget();
    farewell.accept(why);
  }

  /** Forgets everything it had here. */
  private void forget() {
    if (closed) {
      return;
    }
    closed = true;
    stay.ifPresent(Stay::end);
    reader.stop();
    if (wish.events()) {
      loop.leave(Topic.TYPING_ROOM, room, typing);
    }
  }
}
