package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.ReportLog.Released;
import tickertalk.contract.AuditQuery;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReport;
import tickertalk.contract.ChatResolve;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.CommandServer;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Internal;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Topic;

/**
 * What those who moderate have to look at: reports of messages, and messages that wait for them. A
 * message that is let in is posted in its author's name, under its id. For one event loop.
 */
final class Reports {
  private static final Logger logger = LoggerFactory.getLogger(Reports.class);

  private final Vertx vertx;
  private final ReportLog log;
  private final OpenReports open;
  private final HouseRules rules;
  private final Admission admission;
  private final GroupCommit posts;

  Reports(Vertx vertx, ReportLog log, HouseRules rules, Admission admission, GroupCommit posts) {
    this.vertx = vertx;
    this.log = log;
    this.open = log.open();
    this.rules = rules;
    this.admission = admission;
    this.posts = posts;
  }

  /** Adds what it answers. */
  CommandServer serve(CommandServer commands) {
    return commands
        .onSignedIn(
            Command.CHAT_REPORT, (caller, body) -> report(caller, ChatReport.fromJson(body)))
        .onSignedIn(Command.CHAT_REPORTS, (caller, body) -> list(caller, AuditQuery.fromJson(body)))
        .onSignedIn(
            Command.CHAT_RESOLVE, (caller, body) -> resolve(caller, ChatResolve.fromJson(body)));
  }

  /**
   * Posts what was let in and is not posted yet: by one who died before, or because it failed; done
   * when each was tried.
   */
  Future<Void> postReleased() {
    return vertx
        .executeBlocking(log::released, false)
        .compose(all -> Future.join(all.stream().map(this::tryToPost).toList()))
        .mapEmpty();
  }

  private Future<Void> tryToPost(Released released) {
    return post(released)
        .onFailure(cause -> logger.warn("report {}: cannot be posted", released.report(), cause))
        .otherwiseEmpty();
  }

  /** The same, for who does not wait for it. */
  void tryAgain() {
    postReleased().onFailure(cause -> logger.warn("cannot post what was let in", cause));
  }

  private Future<JsonObject> report(Caller by, ChatReport report) {
    return admission
        .admit(Optional.of(by), report.room())
        .compose(
            room ->
                vertx.executeBlocking(
                    () -> {
                      log.report(by.person(), report);
                      return new JsonObject();
                    }))
        .onSuccess(kept -> tellStaff());
  }

  /** Nothing of a report is in it, so it may go to those who moderate in other rooms only. */
  private void tellStaff() {
    vertx
        .eventBus()
        .publish(Topic.NOTICE_STAFF.address(""), new JsonObject().put("kind", "reports"));
  }

  /** Keeps a message for a moderator; fails with 409, which says so to its author. */
  Future<Appended> hold(Caller author, ChatPost post) {
    return vertx
        .executeBlocking(
            () -> {
              log.hold(author.person(), post);
              return null;
            })
        .onSuccess(kept -> tellStaff())
        .compose(
            kept ->
                Future.failedFuture(
                    new CommandException(ErrorCode.CONFLICT, "text: waits for a moderator")));
  }

  private Future<JsonObject> list(Caller by, AuditQuery query) {
    query.room().ifPresent(by::requireFor);
    long now = System.currentTimeMillis();
    rules.requireMayDecide(by, query.room(), now);
    Reach reach = rules.reach(by, now);
    return vertx.executeBlocking(() -> open.page(query, reach), false);
  }

  private Future<JsonObject> resolve(Caller by, ChatResolve resolve) {
    return vertx
        .executeBlocking(() -> log.roomOf(resolve.report()))
        .map(
            room -> {
              by.requireFor(room);
              admission.note(by);
              rules.requireMayDecide(by, Optional.of(room), System.currentTimeMillis());
              if (resolve.post()) {
                rules.requireMayWrite(by, room, System.currentTimeMillis());
              }
              return room;
            })
        .compose(room -> vertx.executeBlocking(() -> log.resolve(by, resolve)))
        .onSuccess(closed -> tellStaff())
        .compose(released -> released.map(this::post).orElseGet(Future::succeededFuture))
        .map(done -> new JsonObject());
  }

  /** Under its id, so once, however often it is tried. */
  private Future<Void> post(Released released) {
    return posts
        .append(released.draft())
        .<Void>mapEmpty()
        .recover(
            cause ->
                isForGood(cause)
                    ? giveUp(released, cause)
                    : Future.failedFuture(cause)) // it is tried again
        .compose(posted -> forget(released));
  }

  private Future<Void> giveUp(Released released, Throwable cause) {
    return forget(released)
        .onSuccess(gone -> tellAuthor(released, cause.getMessage()))
        .compose(gone -> Future.failedFuture(cause));
  }

  /**
   * Nobody waits for the notifier, as a room is taken over meanwhile. The words are not in it: what
   * the log does not take may be no good for a notice either.
   */
  private void tellAuthor(Released released, String reason) {
    Draft draft = released.draft();
    String text =
        "Your message in %s was let in, and could not be posted: %s"
            .formatted(draft.request().room(), reason);
    vertx
        .eventBus()
        .request(
            Internal.NOTICE_SEND, new NoticeSend(Optional.of(draft.author().id()), text).toJson())
        .onFailure(
            cause -> logger.warn("report {}: its author is not told", released.report(), cause));
  }

  /** Whether a message is refused for what it is, as where its room is gone. */
  private static boolean isForGood(Throwable cause) {
    return cause instanceof CommandException refusal && !refusal.code().temporary();
  }

  private Future<Void> forget(Released released) {
    return vertx.executeBlocking(
        () -> {
          log.posted(released.report());
          return null;
        });
  }
}
