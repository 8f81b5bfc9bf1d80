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
import tickertalk.contract.Role;
import tickertalk.contract.TypingSet;

/**
 * The rooms as people use them: what is said goes to the log, and then to everybody. For one event
 * loop.
 */
final class LiveRooms {
  /** Longer than a lease takes to change hands. */
  private static final long UNTOLD_MS = 10_000;

  /** With what somebody is refused who may not write now, or not so. */
  private static final Set<ErrorCode> OF_THE_RULES =
      Set.of(ErrorCode.NOT_ALLOWED, ErrorCode.CONFLICT, ErrorCode.TOO_FAST);

  private final Vertx vertx;
  private final RoomLog log;
  private final Admission admission;
  private final HouseRules rules;
  private final PostPolicy policy;
  private final GroupCommit writes;
  private final LastReads lastReads;
  private final Reports reports;
  private final RoomEvents events;
  private final LivePeople people;
  private final Consumer<String> grown;

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
    this.people = new LivePeople(config, events);
  }

  /** Who is in them, and who types. */
  LivePeople people() {
    return people;
  }

  /**
   * Begins to tell what happens. The one who led before may have died between a commit and its
   * telling, so that is made good; who has heard an entry knows it by its seq.
   */
  Future<Void> lead() {
    people.lead();
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
    people.standBy();
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
    JsonObject json = room.toJson(people.count(room.name()));
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
        people.ceaseTyping(entry.room(), List.of(entry.from()));
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
              if (request.typing()) {
                people.type(room, person);
              } else {
                people.ceaseTyping(room, List.of(person));
              }
              return new JsonObject();
            });
  }

  /** Forgets what was said some time ago, and sanctions that are over; posts what failed to be. */
  void forgetWhatIsOver() {
    policy.expire(System.currentTimeMillis());
    rules.expire(System.currentTimeMillis());
    if (people.leads()) {
      reports.tryAgain();
    }
  }
}
