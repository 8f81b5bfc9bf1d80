package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tickertalk.chat.Outcome.Appended;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatOpen;
import tickertalk.contract.ChatWrite;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;
import tickertalk.contract.Role;
import tickertalk.contract.TypingSet;

/**
 * The rooms as people use them: what is said goes to the log, and then to everybody; who is there
 * and who types is kept in memory. It hears the bridges at all times, and tells what happens while
 * it leads. For one event loop.
 */
final class LiveRooms {
  /** Longer than a lease takes to change hands. */
  private static final long UNTOLD_MS = 10_000;

  /** With what somebody is refused who may not write now, or not so. */
  private static final Set<ErrorCode> OF_THE_RULES =
      Set.of(ErrorCode.NOT_ALLOWED, ErrorCode.CONFLICT, ErrorCode.TOO_FAST);

  /** So many are told at once who types; more of them hear of each other once a second. */
  private static final int FEW_TYPISTS = 3;

  /** Somebody who types and ceases all the time, to be seen by a thousand, is heard so often. */
  private static final long FEW_TYPISTS_PAUSE_MS = 250;

  private static final long MANY_TYPISTS_PAUSE_MS = 1_000;

  private final Vertx vertx;
  private final RoomLog log;
  private final Admission admission;
  private final HouseRules rules;
  private final PostPolicy policy;
  private final GroupCommit writes;
  private final LastReads lastReads;
  private final Reports reports;
  private final RoomEvents events;
  private final Typists typists;
  private final ChangePace typingPace = new ChangePace(MANY_TYPISTS_PAUSE_MS);
  private final Presence presence;
  private final Consumer<String> grown;
  private boolean leading;

  /**
   * Begins with nobody there.
   *
   * @param grown hears the name of each room whose log has grown
   */
  LiveRooms(
      Vertx vertx,
      ChatConfig config,
      RoomLog log,
      GroupCommit.Writer writer,
      Moderation moderation,
      Consumer<String> grown) {
    this.vertx = vertx;
    this.log = log;
    this.grown = grown;
    this.admission = moderation.admission();
    this.rules = moderation.rules();
    this.policy = new PostPolicy(rules, new FloodGuard(config.maxSamePosts()));
    this.writes = new GroupCommit(vertx, config, writer, this::tell);
    this.lastReads = new LastReads(vertx, config.maxWaitingPosts(), log::seen);
    this.reports = new Reports(vertx, moderation.reports(), rules, admission, writes);
    this.events = new RoomEvents(vertx.eventBus());
    this.typists = new Typists(config.typingTimeout());
    this.presence = new Presence(config.presenceTimeout(), config.presenceInterval());
  }

  /**
   * Begins to tell what happens. The one who led before may have died between a commit and its
   * telling, and cannot have told that somebody ceased to type, so both are made good; who has
   * heard an entry knows it by its seq.
   */
  Future<Void> lead() {
    leading = true;
    presence
        .rooms()
        .forEach(
            room -> {
              events.typing(room, typists.in(room));
              events.present(room, presence.in(room));
            });
    long since = System.currentTimeMillis() - UNTOLD_MS;
    return vertx
        .executeBlocking(() -> log.since(since))
        .onSuccess(entries -> entries.forEach(events::said))
        .compose(told -> reports.postReleased());
  }

  /** What those who moderate have to look at, which is posted here when they let it in. */
  Reports reports() {
    return reports;
  }

  /** Leaves the telling to another. */
  void standBy() {
    leading = false;
    typists.clear().forEach(room -> events.typing(room, List.of()));
  }

  /** Done when what people said and read so far is on disk, or refused. */
  Future<Void> drained() {
    return Future.join(writes.drained(), lastReads.drained()).mapEmpty();
  }

  Future<JsonObject> list(Optional<Caller> caller) {
    Optional<String> reader = caller.map(who -> who.person().id());
    return vertx
        .executeBlocking(() -> log.rooms(reader), false)
        .map(
            rooms -> {
              JsonArray array = new JsonArray();
              rooms.stream()
                  .filter(room -> admission.admits(caller, room))
                  .forEach(room -> array.add(toJson(room)));
              return new JsonObject().put("rooms", array);
            });
  }

  /** A room by its name, for the other services. */
  Future<JsonObject> find(String room) {
    return vertx.executeBlocking(() -> log.room(room), false).map(this::toJson);
  }

  /** The same, with what keeps these people from it. */
  Future<JsonObject> find(String room, List<String> users) {
    return find(room)
        .map(
            found -> {
              JsonArray bans = new JsonArray();
              rules
                  .bans(room, users, System.currentTimeMillis())
                  .forEach(ban -> bans.add(ban.toJson()));
              return found.put("bans", bans);
            });
  }

  /** Which of these messages say nothing any more, for the other services. */
  Future<JsonObject> gone(MessageRefs quoted) {
    return vertx.executeBlocking(() -> log.gone(quoted), false).map(MessageRefs::toJson);
  }

  Future<JsonObject> open(Caller caller, ChatOpen request) {
    caller.requireFor(request.room());
    rules.requireMayEnter(caller, request.room(), System.currentTimeMillis());
    if (!request.access().admits(Optional.of(caller), request.room())) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "access: only members may open a room for members");
    }
    return vertx
        .executeBlocking(() -> log.open(request.room(), request.title(), request.access()))
        .map(
            room -> {
              admission.changed(room.name(), room.access());
              room.access().require(Optional.of(caller), room.name()); // it may have been there
              return toJson(room);
            });
  }

  private JsonObject toJson(Room room) {
    JsonObject json = room.toJson(presence.in(room.name()).size());
    rules.settings(room.name()).ifPresent(settings -> settings.addTo(json));
    return json;
  }

  /** Says something, or changes what was said. */
  Future<JsonObject> write(Caller author, ChatWrite request) {
    boolean moderates = author.role().atLeast(Role.MODERATOR);
    return admission
        .admit(Optional.of(author), request.room())
        .map(room -> policy.judge(author, request, System.currentTimeMillis()))
        .compose(
            ruling ->
                ruling.isHeld()
                    ? reports.hold(author, ruling.held().orElseThrow())
                    : writes.append(new Draft(ruling.request(), author.person(), moderates)))
        .recover(refusal -> writtenBefore(new Draft(request, author.person()), refusal))
        .map(Appended::receipt);
  }

  /** Who sends something again hears what became of it, also if they may not write any more. */
  private Future<Appended> writtenBefore(Draft draft, Throwable refusal) {
    return refusal instanceof CommandException cause && OF_THE_RULES.contains(cause.code())
        ? vertx
            .executeBlocking(() -> log.find(draft.key()), false)
            .map(found -> new Appended(found.orElseThrow(() -> cause), false))
        : Future.failedFuture(refusal);
  }

  private void tell(List<Entry> entries) {
    for (Entry entry : entries) {
      grown.accept(entry.room());
      events.said(entry);
      if (!entry.text().isEmpty()) { // who reacts to one message may be typing another
        ceaseTyping(entry.room(), List.of(entry.from()));
      }
    }
  }

  Future<JsonObject> history(Optional<Caller> reader, HistoryQuery query) {
    return admission
        .admit(reader, query.room())
        .compose(room -> vertx.executeBlocking(() -> log.history(query), false))
        .map(Page::toJson);
  }

  Future<JsonObject> seen(Caller reader, JsonObject body) {
    Fields fields = new Fields(body);
    String room = fields.room();
    long seq = fields.number("seq", 0, Long.MAX_VALUE);
    return admission
        .admit(Optional.of(reader), room)
        .compose(admitted -> lastReads.seen(new LastRead(reader.person(), room, seq)))
        .map(written -> new JsonObject());
  }

  Future<JsonObject> type(Caller caller, TypingSet request) {
    Person person = caller.person();
    return admission
        .admitWriter(caller, request.room())
        .map(
            room -> {
              if (!request.typing()) {
                ceaseTyping(room, List.of(person));
              } else if (typists.typing(room, person, System.currentTimeMillis())) {
                typingChanged(room);
              }
              return new JsonObject();
            });
  }

  private void ceaseTyping(String room, List<Person> people) {
    if (typists.stopped(room, people)) {
      typingChanged(room);
    }
  }

  /** A room where many type would else be told of each by each: the square of it. */
  private void typingChanged(String room) {
    typingPace.change(room);
    if (typingPace.isDue(room, System.currentTimeMillis(), typingPauseMs(room))) {
      events.typing(room, typists.in(room));
    }
  }

  private long typingPauseMs(String room) {
    return typists.count(room) > FEW_TYPISTS ? MANY_TYPISTS_PAUSE_MS : FEW_TYPISTS_PAUSE_MS;
  }

  void hear(PresenceReport report) {
    Presence.Change change = presence.report(report, System.currentTimeMillis());
    ceaseTyping(report.room(), change.left());
    if (leading) {
      change.joined().forEach(person -> events.joined(report.room(), person));
    }
  }

  /** Forgets what was said some time ago, and sanctions that are over; posts what failed to be. */
  void forgetWhatIsOver() {
    policy.expire(System.currentTimeMillis());
    rules.expire(System.currentTimeMillis());
    if (leading) {
      reports.tryAgain();
    }
  }

  /** What time alone brings: people who fell silent, and presence that is due to be told. */
  void tick() {
    long now = System.currentTimeMillis();
    presence.expire(now).forEach(this::ceaseTyping);
    Set<String> due = presence.due(now);
    if (leading) {
      typists.expire(now).forEach(typingPace::change);
      typingPace
          .due(now, this::typingPauseMs)
          .forEach(room -> events.typing(room, typists.in(room)));
      due.forEach(room -> events.present(room, presence.in(room)));
    }
  }
}
