package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.Topic;

/** One connection to a room by lines of text: what it sends is said, what is said it gets. */
final class PlainRoomSocket implements RoomReader.Reader {
  /** A sender has so many lines on the way at most; until one is through it is not read. */
  private static final int MAX_UNDER_WAY = 32;

  private static final int BURST_SECONDS = 4;
  private static final String TYPING = "typing";

  /**
   * What a connection wants.
   *
   * @param echo whether it gets its own lines too
   * @param events whether it is told who types
   */
  record Wish(boolean echo, boolean events) {}

  private final ServerWebSocket socket;
  private final Wish wish;
  private final BridgeLimits limits;
  private final Loop loop;
  private final RoomReader reader;
  private final String room;
  private final Optional<String> callerId;
  private final SlashCommands commands;
  private final LineIds ids = new LineIds();
  private final LineOutbox outbox;
  private final TokenBucket bucket;
  private final Subscriber typing = this::tellWhoTypes;
  private Optional<Stay> stay = Optional.empty();
  private Optional<String> lastTyping = Optional.empty();
  private int underWay;
  private boolean closed;

  PlainRoomSocket(
      ServerWebSocket socket,
      Wish wish,
      BridgeLimits limits,
      Loop loop,
      RoomReader reader,
      String room,
      Optional<Caller> caller,
      CommandGate commands) {
    this.socket = socket;
    this.wish = wish;
    this.limits = limits;
    this.loop = loop;
    this.reader = reader;
    this.room = room;
    this.callerId = caller.map(who -> who.person().id());
    this.commands = new SlashCommands(commands, caller, room);
    this.outbox = new LineOutbox(socket::writeTextMessage, limits.outboxBytes());
    this.bucket =
        new TokenBucket(
            limits.commandsPerSecond(),
            limits.commandsPerSecond() * BURST_SECONDS,
            System.currentTimeMillis());
  }

  /** Begins to serve; the stay ends with it. */
  void begin(Stay from) {
    stay = Optional.of(from);
    socket.textMessageHandler(this::receive);
    socket.binaryMessageHandler(bytes -> tell("! a room takes text only"));
    // While the connection still stands, this is a message over the limit, which is lost.
    socket.exceptionHandler(cause -> tooLarge());
    callerId.ifPresent(loop.house().userRates()::enter);
    if (wish.events()) {
      loop.listen(Topic.TYPING_ROOM, room, typing);
    }
    reader.begin(this);
  }

  private void tooLarge() {
    if (!closed) {
      loop.metrics().reached(Limit.MESSAGE_SIZE);
      close(CloseReason.TOO_LARGE);
    }
  }

  private void receive(String text) {
    if (closed) {
      return;
    }
    String line = text.stripTrailing(); // some clients send the line break too
    if (line.equals(SlashCommands.EXIT)) {
      close(CloseReason.NORMAL);
      return;
    }
    long waitMs = waitMs();
    if (waitMs > 0) {
      tell("! too fast, try again in " + waitMs + " ms");
    } else {
      answer(line.startsWith("/") ? commands.run(line) : commands.say(ids.next(), line));
    }
  }

  /** By the socket's own rate, and by that of all sockets of the person. */
  private long waitMs() {
    long own = limits.commandsPerSecond() == 0 ? 0 : bucket.take(System.currentTimeMillis());
    long users = own > 0 ? 0 : callerId.map(loop.house().userRates()::take).orElse(0L);
    if (own > 0) {
      loop.metrics().reached(Limit.SOCKET_RATE);
    } else if (users > 0) {
      loop.metrics().reached(Limit.USER_RATE);
    }
    return own + users;
  }

  private void answer(Future<Optional<String>> work) {
    underWay++;
    if (underWay == MAX_UNDER_WAY) {
      socket.pause();
    }
    work.otherwise(cause -> Optional.of(PlainLine.refusal((CommandException) cause)))
        .onSuccess(
            line -> {
              if (underWay == MAX_UNDER_WAY && !closed) {
                socket.resume();
              }
              underWay--;
              line.ifPresent(this::tell);
            });
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
    Optional<String> line = PlainLine.typing((JsonObject) body, callerId);
    if (!closed && !line.equals(lastTyping)) {
      line.ifPresent(text -> outbox.offerNewest(TYPING, text));
    }
    lastTyping = line;
  }

  private void tell(String line) {
    if (!closed && !outbox.offer(line)) {
      loop.metrics().reached(Limit.OUTBOX);
      close(CloseReason.SLOW);
    }
  }

  /** Sends it away. From now on it counts as gone, though it may not read this for long. */
  void close(CloseReason why) {
    gone();
    why.apply(socket);
  }

  /** Forgets everything it had here. */
  void gone() {
    if (closed) {
      return;
    }
    closed = true;
    callerId.ifPresent(loop.house().userRates()::leave);
    stay.ifPresent(Stay::end);
    reader.stop();
    if (wish.events()) {
      loop.leave(Topic.TYPING_ROOM, room, typing);
    }
  }
}
