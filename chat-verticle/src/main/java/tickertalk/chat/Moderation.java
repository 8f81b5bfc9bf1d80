package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tickertalk.chat.HouseRules.Regime;
import tickertalk.contract.AuditQuery;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatBan;
import tickertalk.contract.ChatKick;
import tickertalk.contract.ChatMute;
import tickertalk.contract.ChatSettings;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.CommandServer;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Internal;
import tickertalk.contract.Role;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanction.Kind;
import tickertalk.storage.Database;

/**
 * What those who moderate decide: on disk first, then in memory, then to the bridges, which send
 * away whom it is about. For one event loop.
 */
final class Moderation {
  private final Vertx vertx;
  private final Database database;
  private final AuditTrail audit;
  private final SanctionLog sanctions;
  private final SettingsLog settings;
  private final ReportLog reports;
  private final HouseRules rules;
  private final Admission admission;
  private final Retention retention;

  /** Decides nothing until it leads. */
  Moderation(Vertx vertx, Database database, RoomLog log, Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.audit = new AuditTrail(clock);
    this.sanctions = new SanctionLog(database, audit, clock);
    this.settings = new SettingsLog(database, audit);
    this.reports = new ReportLog(database, audit, clock);
    this.rules = new HouseRules();
    this.admission = new Admission(vertx, log, sanctions, rules);
    this.retention = new Retention(vertx, database, clock, rules::retentionDays);
  }

  HouseRules rules() {
    return rules;
  }

  Admission admission() {
    return admission;
  }

  ReportLog reports() {
    return reports;
  }

  /** Adds what it answers. */
  CommandServer serve(CommandServer commands) {
    return commands
        .onSignedIn(
            Command.CHAT_MUTE,
            (caller, body) -> decide(caller, Decision.of(caller, ChatMute.fromJson(body), now())))
        .onSignedIn(
            Command.CHAT_KICK,
            (caller, body) -> decide(caller, Decision.of(caller, ChatKick.fromJson(body))))
        .onSignedIn(
            Command.CHAT_BAN,
            (caller, body) -> decide(caller, Decision.of(caller, ChatBan.fromJson(body), now())))
        .onSignedIn(
            Command.CHAT_SETTINGS, (caller, body) -> change(caller, ChatSettings.fromJson(body)))
        .onSignedIn(Command.CHAT_AUDIT, (caller, body) -> audit(caller, AuditQuery.fromJson(body)))
        .onInternal(Internal.CHAT_RULES, (caller, body) -> tellAll());
  }

  /**
   * Reads what stands, before anybody is served. The one who led before may have died between a
   * commit and its telling, so the bans are told again.
   */
  Future<Void> lead() {
    admission.forget();
    return vertx
        .executeBlocking(() -> HouseRules.Decisions.read(database, now()))
        .onSuccess(
            decisions -> {
              rules.replaceAll(decisions);
              bans().forEach(this::tell);
              retention.begin();
            })
        .mapEmpty();
  }

  void standBy() {
    retention.end();
  }

  private Future<JsonObject> decide(Caller by, Decision decision) {
    requireMayDecide(by, decision.sanction());
    requireMayReplace(by, decision.sanction());
    return vertx
        .executeBlocking(
            () -> {
              sanctions.decide(by, decision.sanction(), decision.action());
              return decision.sanction();
            })
        .onSuccess(
            kept -> {
              rules.put(kept);
              if (kept.kind() != Kind.MUTE) {
                tell(kept);
              }
            })
        .map(kept -> new JsonObject());
  }

  private void requireMayDecide(Caller by, Sanction sanction) {
    requireFor(by, sanction.room());
    admission.note(by);
    rules.requireMayDecide(by, sanction.room(), now());
    if (by.person().id().equals(sanction.user())) {
      throw new CommandException(ErrorCode.CONFLICT, "user: is yourself");
    }
    rules.requireMayModerate(by, sanction.user());
  }

  /** What an admin decided, a moderator does not take back. */
  private void requireMayReplace(Caller by, Sanction sanction) {
    rules
        .sanctions()
        .standing(sanction.kind(), sanction.user(), sanction.room(), now())
        .filter(standing -> standing.by().atLeast(Role.ADMIN) && !by.role().atLeast(Role.ADMIN))
        .ifPresent(
            standing -> {
              throw new CommandException(
                  ErrorCode.NOT_ALLOWED, "user: only an admin changes what an admin decided");
            });
  }

  /** A session for some rooms decides about those. */
  private static void requireFor(Caller by, Optional<String> room) {
    room.ifPresentOrElse(
        by::requireFor,
        () -> {
          if (by.rooms().isPresent()) {
            throw new CommandException(
                ErrorCode.NOT_ALLOWED, "room: this session is for some rooms only");
          }
        });
  }

  private Future<JsonObject> change(Caller by, ChatSettings change) {
    by.requireFor(change.room());
    admission.note(by);
    rules.requireMayDecide(by, Optional.of(change.room()), now());
    return vertx
        .executeBlocking(() -> Regime.of(settings.change(by, change)))
        .onSuccess(
            changed -> {
              if (!change.isQuestion()) {
                apply(change.room(), changed);
              }
            })
        .map(changed -> changed.settings().toJson());
  }

  private void apply(String room, Regime changed) {
    RoomAccess access = changed.settings().access();
    rules.put(room, changed);
    admission.changed(room, access);
    vertx
        .eventBus()
        .publish(
            Internal.CHAT_ACCESS,
            new JsonObject().put("room", room).put("access", access.wireName()));
    retention.begin();
  }

  private Future<JsonObject> audit(Caller by, AuditQuery query) {
    query.room().ifPresent(by::requireFor);
    rules.requireMayDecide(by, query.room(), now());
    Reach reach = rules.reach(by, now());
    return vertx.executeBlocking(() -> audit.page(database, query, reach), false);
  }

  /** For a bridge that starts. */
  private Future<JsonObject> tellAll() {
    return vertx.executeBlocking(settings::membersRooms, false).map(this::rules);
  }

  /** As they are when they are sent, so that what is told before and after fits to them. */
  private JsonObject rules(List<String> membersRooms) {
    JsonArray array = new JsonArray();
    bans().forEach(ban -> array.add(ban.toJson()));
    return new JsonObject()
        .put("bans", array)
        .put("membersRooms", new JsonArray(List.copyOf(admission.membersRooms(membersRooms))));
  }

  private List<Sanction> bans() {
    return rules.sanctions().all(Kind.BAN, now());
  }

  private void tell(Sanction sanction) {
    vertx.eventBus().publish(Internal.CHAT_SANCTIONED, sanction.toJson());
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
